"""Words and bounds by which whoever makes a table and whoever tells of it mean the same."""

# measures that are told apart from the others
DRIFT, IN_DRIFT = "drift_days_per_child_year", "children_in_drift"
COST, ON_TIME = "service_cost", "reviews_on_time"

# what lies between the ends of a row, in its column `range`
OF_WORLDS, OF_CHANCE = "90% of worlds", "95% interval (chance)"

# how counts of 100 worlds read
SETTLED = 95  # from which a finding is settled
MOSTLY = 75  # from which it mostly holds
NEARLY_NONE = 5  # at most, that the third side may have in "same or worse"
DEPENDS = "depends"
PLAIN = ("worse", "about the same", "better")
FIXED = "fixed by construction"
SIDES = ("worse", "same", "better")  # columns of counts

ENGLAND = "England"  # the name under which all authorities are added up
BEFORE, REPORTED = "before the policy", "reported"  # parts of the months
NOTICED, OF_100, EACH = "noticed", "of 100 moving", "hours each"  # of who notices
POSTS, WHOLE_WEEK, WORKED = "posts", "whole week", "hours worked"  # of a week
INTERPLAY, WHOLE = "interplay", "whole"  # parts of a difference
NOBODY = "nobody"  # charged with a child
EVERY = "every measure"  # of a place that cannot be staffed
BEYOND, PERHAPS = "yes", "no"  # beyond chance
