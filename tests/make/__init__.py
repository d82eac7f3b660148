"""Builders with dull defaults: a test states only what matters to it."""

from tests.make.competitions import *  # noqa: F403
from tests.make.courses import *  # noqa: F403
from tests.make.credentials import *  # noqa: F403
from tests.make.exams import *  # noqa: F403
from tests.make.inbox import *  # noqa: F403
from tests.make.intake import *  # noqa: F403
from tests.make.marking import *  # noqa: F403
from tests.make.notices import *  # noqa: F403
from tests.make.organisation import *  # noqa: F403
from tests.make.papers import *  # noqa: F403
from tests.make.portal import *  # noqa: F403
from tests.make.practice import *  # noqa: F403
from tests.make.programme import *  # noqa: F403
from tests.make.quizzes import *  # noqa: F403
from tests.make.records import *  # noqa: F403
from tests.make.spot_draws import *  # noqa: F403
