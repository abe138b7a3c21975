"""Every fact a procedure may state beside its clocks: the one list, for the loader, the wording and the docs.

A fact is a title, a figure, a yes or no, or words from a fixed choice, never a sentence: sentences are
the wording's. A fact marked as a right is national: no council's file may set it, whatever its
document says; what that says goes into a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "texts", "number", "flag", "word", "words"]


@dataclass(frozen=True)
class Fact:
    """One fact: its name, what kind of value it takes, what it means, and the words it may be."""

    name: str
    kind: Kind
    meaning: str
    words: tuple[str, ...] = ()
    right: bool = False


_ALL = (
    # Who
    Fact("team", "text", "the complaints team, as the council calls it"),
    Fact("manager", "text", "the officer who handles complaints, by title"),
    Fact("stage1_by", "text", "who answers at stage 1, by title"),
    Fact("stage1_sent_by", "text", "who checks and sends the stage 1 answer, where that is somebody else"),
    Fact("stage2_overseen_by", "text", "who oversees stage 2, by title"),
    Fact("investigator", "text", "what the person who investigates at stage 2 is called"),
    Fact(
        "investigator_from",
        "word",
        "where the investigator comes from",
        ("outside_the_council", "outside_the_service", "either"),
    ),
    Fact("adjudicator", "text", "who decides on the reports at stage 2 and writes, by title"),
    Fact("adjudicator_may", "words", "what the adjudicator may decide", ("agree", "partly_agree", "reject")),
    Fact("panel_arranged_by", "text", "who arranges the panel"),
    Fact("director", "text", "who answers the panel's report, by title"),
    # Telling us, and the first days
    Fact(
        "complain_by",
        "words",
        "the ways to complain that the council's document names",
        ("speaking", "writing", "phone", "email", "post", "web", "text", "app"),
    ),
    Fact(
        "before_stage1",
        "word",
        "what the council does before stage 1; no clock waits for it",
        ("sort_it_out", "speak_to_you", "service_request"),
    ),
    Fact(
        "clock_runs_from_receipt", "flag", "that nothing done first holds the stage 1 clock back", right=True
    ),
    Fact(
        "acknowledgement_holds",
        "words",
        "what the acknowledgement holds",
        ("reference", "officer", "timescale", "procedure", "advocacy"),
    ),
    Fact(
        "stage1_letter_holds",
        "words",
        "what the stage 1 answer holds",
        ("who_looked", "response", "upheld_or_not", "next_step"),
    ),
    # Time limit
    Fact(
        "late_grounds",
        "words",
        "when a complaint past the time limit is still taken",
        (
            "not_reasonable_sooner",
            "still_fair",
            "genuine_reason_and_still_possible",
            "not_able_or_confident",
            "vulnerable",
        ),
    ),
    Fact(
        "late_presumed_accepted",
        "flag",
        "that a late complaint is taken unless there is good reason not to",
        right=True,
    ),
    Fact(
        "late_decision_in_writing",
        "flag",
        "that a decision on a late complaint comes in writing with reasons",
    ),
    # What cannot be complained about
    Fact(
        "exclusions",
        "words",
        "what the council's document leaves out of the procedure",
        (
            "disciplinary",
            "criminal",
            "grievance",
            "staff_about_themselves",
            "own_appeal",
            "provider",
            "court_or_tribunal",
            "contracts",
            "already_finished",
            "conference",
        ),
    ),
    Fact(
        "proceedings_need_prejudice",
        "flag",
        "that court or police matters stop only what would harm them",
        right=True,
    ),
    Fact(
        "provider_duties_stay",
        "flag",
        "that a provider's own procedure leaves the council's duties here",
        right=True,
    ),
    # On behalf of somebody
    Fact(
        "parent_needs_consent",
        "flag",
        "whether a parent complaining in their own right needs the child's yes",
        right=True,
    ),
    Fact(
        "representative_needs_consent",
        "flag",
        "whether somebody acting for a child needs the child's yes",
        right=True,
    ),
    Fact(
        "refused_representative_in_writing",
        "flag",
        "that refusing a representative comes in writing with reasons",
    ),
    Fact(
        "consents",
        "words",
        "whose agreement an advocate of a representative needs, each asked apart",
        ("represented_person_to_advocate", "service_user_to_sharing"),
    ),
    # Extensions
    Fact(
        "stage1_extended_for",
        "words",
        "what may lengthen stage 1",
        ("complex", "advocate", "legitimate_delay", "exceptional", "necessary"),
    ),
    Fact("stage1_extension_agreed", "flag", "whether stage 1 is lengthened only with the person's agreement"),
    Fact(
        "stage2_extended_for",
        "words",
        "what may lengthen stage 2",
        ("complex", "advocate", "exceptional", "necessary"),
    ),
    Fact("stage3_extension_agreed", "flag", "whether other dates at stage 3 are agreed with the person"),
    # Stage 2
    Fact(
        "stage2_starts",
        "word",
        "from what the council counts stage 2; the Ombudsman counts from the request",
        ("request", "agreed_statement", "signed_statement", "reports"),
    ),
    Fact("independent_person", "flag", "that an independent person takes part in every stage 2", right=True),
    Fact("stage2_needs_no_merit", "flag", "that nobody weighs whether stage 2 is deserved", right=True),
    Fact(
        "instead_of_stage2",
        "words",
        "what the council offers beside an investigation; each only if the person wants it",
        ("mediation", "peer_review", "meeting"),
    ),
    Fact("stage2_right_stays", "flag", "that none of these replaces a stage that was asked for", right=True),
    Fact("mediation_ends_in", "text", "what is written up after mediation"),
    Fact("meeting_with", "text", "whom a meeting after the answer is with, by title"),
    Fact("meeting_after_stage2", "flag", "whether a meeting is offered after the stage 2 answer"),
    Fact(
        "investigation_can_be_suspended",
        "flag",
        "whether a council may stop the investigation of itself",
        right=True,
    ),
    Fact("skip_stage1", "word", "when stage 1 may be left out", ("both_agree",)),
    # Stage 3
    Fact(
        "panel_size", "number", "how many people sit on the panel, all independent of the council", right=True
    ),
    Fact(
        "panel_without_independent_person",
        "flag",
        "that the stage 2 independent person is not one of them",
        right=True,
    ),
    Fact("panel_needs_no_merit", "flag", "that no ground has to be shown to ask for the panel", right=True),
    Fact(
        "panel_companions", "number", "how many people may come along: an advocate and one other", right=True
    ),
    Fact("companion_may_speak", "flag", "that either of them may speak for the person", right=True),
    Fact("panel_attended_by", "texts", "who else is at the panel, by title"),
    Fact("panel_held_on", "text", "where the panel usually meets, where the document says so"),
    Fact("panel_goes_on_without_you", "flag", "whether the panel meets if the person does not come"),
    Fact(
        "panel_will_not",
        "words",
        "what the panel does not do",
        ("reinvestigate", "take_what_was_not_at_stage2", "take_court_matters"),
    ),
    Fact("panel_own_findings", "flag", "whether the panel may make findings of its own"),
    Fact("solicitors", "word", "what is said of solicitors at the panel", ("not_needed",)),
    Fact("write_to_panel", "flag", "that the person may write to the panel until the papers go", right=True),
    Fact(
        "panel_report_reaches_you",
        "word",
        "how the panel's report reaches the person",
        ("directly", "with_the_answer"),
    ),
    Fact("stage2_outcome_seen_by", "texts", "who else gets the stage 2 answer and report, by title"),
    Fact("panel_report_seen_by", "texts", "who else gets the panel's report"),
    Fact(
        "skip_panel_needs",
        "words",
        "what all has to be so for going to the Ombudsman without a panel",
        (
            "robust_report",
            "complete_answer",
            "all_significant_upheld",
            "action_plan",
            "most_wishes_met",
            "both_agree",
        ),
    ),
    # Pausing a decision
    Fact("decision_can_be_paused", "flag", "that a planned change may wait until the complaint is looked at"),
    Fact("decision_pause_decided_by", "texts", "who decides on that, by title"),
    Fact(
        "decision_pause_presumed",
        "flag",
        "that the change waits unless there is good reason against it",
        right=True,
    ),
    # Withdrawing
    Fact("withdraw_by", "words", "how a complaint may be withdrawn", ("speaking", "writing")),
    Fact("withdrawal_confirmed_in_writing", "flag", "that a withdrawal is confirmed in writing", right=True),
    Fact("undo_withdrawal_days", "number", "for how many working days a withdrawal can be undone"),
    # Advocacy
    Fact(
        "advocate_for_children",
        "flag",
        "that a child who complains, or means to, gets an advocate",
        right=True,
    ),
    Fact("advocate_for_care_leavers", "flag", "that a care leaver does", right=True),
    Fact("advocate_for_adults", "word", "whether an adult may get one", ("may_be_possible",)),
    # Ombudsman
    Fact("ombudsman_any_time", "flag", "that the Ombudsman may be written to at any time", right=True),
    Fact(
        "ombudsman_wants_council_first",
        "flag",
        "that the Ombudsman usually wants the council's procedure done first",
    ),
    Fact("ombudsman_early_by_council", "flag", "whether the council may refer a complaint early"),
    # Harm
    Fact(
        "safety_first",
        "flag",
        "that safety comes before the complaint, whose other parts wait and go on after",
    ),
    # Around the complaint
    Fact(
        "joint_lead_by",
        "words",
        "how the body is chosen that leads a complaint about several",
        ("most_serious", "most_points", "who_received_it", "what_you_prefer"),
    ),
    Fact("media_kept_apart", "flag", "that dealing with the press stays apart from the complaint"),
    Fact("compensation_by_court", "flag", "that compensation may be claimed in court"),
    Fact("compensation_involves", "texts", "who is involved in such a claim, by title"),
    Fact("data_complaint_to_council_first", "flag", "that the ICO wants the council asked first"),
    Fact("persistent_policy", "text", "which document deals with persistent complainants"),
    Fact("annual_report_by", "text", "who writes the annual report, by title"),
    Fact("annual_report_to", "text", "to whom it is presented"),
    Fact("learning_to", "text", "who is told what was learned"),
    Fact("large_print", "flag", "whether the document is to be had in large print"),
    # What is kept, and until when; the source says why
    Fact("chat_kept_days", "number", "for how many days the words of a conversation stay after it ended"),
    Fact(
        "draft_kept_days",
        "number",
        "for how many days a complaint that was not sent stays after somebody last wrote in it",
    ),
    Fact(
        "case_kept_years",
        "number",
        "for how many years the words of a case stay after it ended; then a person decides",
    ),
    Fact(
        "alert_kept_years",
        "number",
        "for how many years the words of an alert stay, as the council's safeguarding records do",
    ),
)

FACTS = {fact.name: fact for fact in _ALL}
