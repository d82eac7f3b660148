"""What an exam says about its questions: classical statistics, flags, Rasch and 2PL (EXAMS.md §4).

NumPy and SciPy, no Django: responses in, plain numbers out.
"""
