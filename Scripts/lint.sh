#!/bin/sh
# The format lint that CI runs.
set -eu
cd "$(dirname "$0")/.."
exec swift format lint --strict --recursive Sources Tests Package.swift
