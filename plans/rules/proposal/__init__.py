"""A reading as people put it right, before it becomes the plan: items, the steps done to them, and what results.

A proposal is always computed, never stored: the reading does not change, steps are only added, and the same reading
with the same steps is the same proposal.
"""

from plans.rules.proposal.items import Finding, Observation, Proposal, Sentence, Target, Task
from plans.rules.proposal.steps import Step, propose

__all__ = ["Finding", "Observation", "Proposal", "Sentence", "Step", "Target", "Task", "propose"]
