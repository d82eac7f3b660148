"""The rule of CONTESTS.md §2.15 without Django: plain values in, plain values out."""
