print("reelc")
