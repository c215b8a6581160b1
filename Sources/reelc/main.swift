import Glibc

exit(runOnDeepStack { runReelc(Array(CommandLine.arguments.dropFirst())).rawValue })
