import pandas as pd

from sim.api.calls import compare as compare
from sim.api.calls import run as run
from sim.api.calls import scenarios as scenarios
from sim.api.study_result import Result as Result
from sim.errors import UserError as UserError
from sim.model import ReviewService as ReviewService

__version__: str

def settings() -> pd.DataFrame: ...
def measures() -> pd.DataFrame: ...
