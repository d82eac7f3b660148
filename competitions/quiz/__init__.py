"""The knowledge competition on stage (CONTESTS.md §2.14), without Django.

`rules` reads what a round gives and takes, `ledger` says what may happen next and writes it down,
`standing` reads scores and places from what is written, `protest` what a ruling could still change.
"""
