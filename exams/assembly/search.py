"""How CP-SAT searches: one worker, a seed and a deterministic limit give the same forms again."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

# Only the safety net of a machine that is far too slow; that it was used is reported.
WALL_SECONDS = 60


@dataclass(frozen=True)
class Search:
    """A solver that has run."""

    solver: cp_model.CpSolver
    has_forms: bool
    is_proved: bool
    is_impossible: bool
    is_by_clock: bool


def search(model, seed, effort):
    """`effort` is in the solver's own deterministic time: one takes a few seconds."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = WALL_SECONDS
    status = solver.solve(model)
    is_open = status in (cp_model.FEASIBLE, cp_model.UNKNOWN)
    return Search(
        solver,
        has_forms=status in (cp_model.OPTIMAL, cp_model.FEASIBLE),
        is_proved=status == cp_model.OPTIMAL,
        is_impossible=status == cp_model.INFEASIBLE,
        is_by_clock=is_open and solver.wall_time >= WALL_SECONDS,
    )
