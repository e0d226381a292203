"""Benchmarks of swarmdrive against reference programs, as ratios within one run. See ../README.md."""
