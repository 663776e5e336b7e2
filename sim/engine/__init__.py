"""What the simulation runs on, knowing nothing of social work.

Rules are handed a world: a tuple of arrays. The engine reads of it only `pools`, `events`,
`day_first`, `day_last`, `tasks`, `desks`, `trays`, `subject_tasks`, `days` and `ledger`.
"""
