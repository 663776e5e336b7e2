"""From counts to tidy tables: values with intervals, over worlds or in one."""
