// What a change does to who judges it: policy, trust, code owners and the approvals of the gate.
#include "history_base_testing.hpp"

namespace {

using mig::Severity;
using mig::contract::DocumentKind;
using mig::contract::Lean;
using mig::test::ComparisonWorld;
using mig::test::document_of;
using mig::test::expect_only;
using mig::test::place_of;
using mig::test::shift_of;
using mig::test::span_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::string approval_of(const std::string& rule, const std::string& object) {
  return fmt::format(
      "; or have it approved: add an approval of {} for the object \"{}\" with "
      "subject_digest sha256:9a7e to .mig/approvals/ on main first, in a change of "
      "its own, or sign it: mig-receipt-verify sign --approval "
      ".mig/approvals/NAME.yml --key FILE",
      rule, object);
}

TEST(HistoryBaseGate, ALooserPolicyIsTold) {
  ComparisonWorld world;
  world.around.base_policy_document =
      document_of("main:.mig/policy.yml", DocumentKind::policy, "approvals: {unsigned: none}\n");
  world.around.policy_document = document_of(".mig/policy.yml", DocumentKind::policy,
                                             "# remark\napprovals: {unsigned: review}\n");
  auto shift = shift_of(DocumentKind::policy, "approvals.unsigned", Lean::looser, "none", "review");
  shift.before_span = span_of(*world.around.base_policy_document->source, "none");
  shift.after_span = span_of(*world.around.policy_document->source, "review");
  world.around.policy = {shift};
  const auto findings = world.judge("history-loosened-policy");
  expect_only(findings, {Severity::review, ".mig/policy.yml:2", "policy approvals.unsigned",
                         "approvals.unsigned was loosened from none to review since main "
                         "(0123456789ab)",
                         approval_of("history-loosened-policy", "policy approvals.unsigned")});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location), "main:.mig/policy.yml:1");
  EXPECT_THAT(world.judge("history-loosened-trust"), IsEmpty());
}

TEST(HistoryBaseGate, ATighterPolicyIsNot) {
  ComparisonWorld world;
  world.around.policy = {
      shift_of(DocumentKind::policy, "approvals.unsigned", Lean::tighter, "review", "none"),
      shift_of(DocumentKind::policy, "approvals.unsigned", Lean::neither, "review", "none")};
  EXPECT_THAT(world.judge("history-loosened-policy"), IsEmpty());
}

TEST(HistoryBaseGate, APolicyThatIsGoneIsToldKeyByKey) {
  ComparisonWorld world;
  world.around.policy = {
      shift_of(DocumentKind::policy, "approvals.unsigned", Lean::looser, "none", "review"),
      shift_of(DocumentKind::policy, "secrets.salt", Lean::looser, "", "")};
  const auto findings = world.judge("history-loosened-policy");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(place_of(findings[0].location), ".mig/policy.yml");
  EXPECT_EQ(findings[1].message, "secrets.salt was loosened since main (0123456789ab)");
}

TEST(HistoryBaseGate, WhatIsHiddenIsNotQuoted) {
  ComparisonWorld world;
  world.around.base_policy_document =
      document_of("main:.mig/policy.yml", DocumentKind::policy, "secrets: {salt: pepper}\n");
  world.around.policy_document =
      document_of(".mig/policy.yml", DocumentKind::policy, "secrets: {salt: paprika}\n");
  auto shift = shift_of(DocumentKind::policy, "secrets.salt", Lean::looser, "", "");
  shift.before_span = span_of(*world.around.base_policy_document->source, "pepper");
  shift.after_span = span_of(*world.around.policy_document->source, "paprika");
  world.around.policy = {shift};
  const auto findings = world.judge("history-loosened-policy");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(place_of(findings[0].location), ".mig/policy.yml:1");
  EXPECT_FALSE(findings[0].excerpt);
  EXPECT_THAT(findings[0].line_hash, IsEmpty());
  EXPECT_THAT(findings[0].related, IsEmpty());
}

/// Of a key of the trust policy, whichever.
mig::contract::Shift shift_of_trust(const std::string& key) {
  const auto table = mig::contract::directions_of(DocumentKind::trust);
  EXPECT_FALSE(table.empty());
  auto shift = shift_of(DocumentKind::trust, table.back().key, Lean::looser, "", "");
  shift.key = key;
  return shift;
}

TEST(HistoryBaseGate, LooserTrustIsTold) {
  ComparisonWorld world;
  world.around.trust_document =
      document_of(".mig/trust.yml", DocumentKind::trust, "keys:\n  - id: k1\n");
  auto shift = shift_of_trust("keys[k1].roles");
  shift.after_span = span_of(*world.around.trust_document->source, "k1");
  world.around.trust = {shift};
  expect_only(world.judge("history-loosened-trust"),
              {Severity::review, ".mig/trust.yml:2", "trust keys[k1].roles",
               "keys[k1].roles was loosened since main (0123456789ab)",
               approval_of("history-loosened-trust", "trust keys[k1].roles")});
  EXPECT_THAT(world.judge("history-loosened-policy"), IsEmpty());
  world.around.trust[0].lean = Lean::tighter;
  EXPECT_THAT(world.judge("history-loosened-trust"), IsEmpty());
}

TEST(HistoryBaseGate, ItemsAreAddedAndTakenOut) {
  ComparisonWorld world;
  world.around.base_trust_document =
      document_of("main:.mig/trust.yml", DocumentKind::trust, "keys: [{id: k1}]\n");
  auto shift = shift_of(DocumentKind::trust, "keys[]", Lean::looser, "", "{id: k2}");
  shift.key = "keys[k2]";
  // Of the list, in which it was not.
  shift.before_span = span_of(*world.around.base_trust_document->source, "[{id: k1}]");
  world.around.trust = {shift};
  auto findings = world.judge("history-loosened-trust");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "keys[k2] was added since main (0123456789ab): {id: k2}");
  EXPECT_THAT(findings[0].related, IsEmpty());

  shift.before = "{id: k1}";
  shift.after.clear();
  shift.key = "keys[k1]";
  world.around.trust = {shift};
  findings = world.judge("history-loosened-trust");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "keys[k1] was taken out since main (0123456789ab): {id: k1}");
  EXPECT_EQ(findings[0].related.size(), 1U);
}

// The texts of a shift are what came and went: the list was there before, whatever it held.
TEST(HistoryBaseGate, ListsOfWhichAnyChangeCountsAreTold) {
  ComparisonWorld world;
  auto shift = shift_of(DocumentKind::trust, "keys[].roles", Lean::looser, "", "[governance]");
  for (const auto& [before, told] : {std::pair("", "[governance] came"),
                                     std::pair("[witness]", "[witness] went, [governance] came")}) {
    shift.before = before;
    world.around.trust = {shift};
    const auto findings = world.judge("history-loosened-trust");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].message,
              fmt::format("keys[].roles was loosened since main (0123456789ab): {}", told));
  }
}

TEST(HistoryBaseGate, TrustThatIsGoneIsToldOnce) {
  ComparisonWorld world;
  world.around.was_trust_removed = true;
  world.around.trust = {shift_of_trust("keys[k1].roles")};
  expect_only(world.judge("history-loosened-trust"),
              {Severity::review, ".mig/trust.yml", "trust file",
               "the trust policy is gone; main (0123456789ab) has one, and without it nobody's "
               "signature counts or is asked for",
               "put it back: git checkout main -- .mig/trust.yml" +
                   approval_of("history-loosened-trust", "trust file")});
}

TEST(HistoryBaseGate, OwnersAreNotLost) {
  ComparisonWorld world;
  EXPECT_THAT(world.judge("history-loosened-owners"), IsEmpty());
  const std::string file = ".github/CODEOWNERS";
  mig::bundle::LostOwners lost{".mig/policy.yml", file, {"@gov", "@sec"}, {"@sec"}, "GitHub"};
  lost.example = lost.path;
  lost.before_line = file + " line 2: /.mig/";
  lost.now_line = file + " line 9: *";
  world.around.lost_owners = {lost};
  expect_only(world.judge("history-loosened-owners"),
              {Severity::review, file, "owners .mig/policy.yml",
               ".mig/policy.yml is owned by @sec on GitHub (.github/CODEOWNERS line 9: *); at main "
               "(0123456789ab) it was owned by @gov, @sec (.github/CODEOWNERS line 2: /.mig/)",
               "let @gov, @sec own .mig/policy.yml again: git show main:./.github/CODEOWNERS shows "
               "the line" +
                   approval_of("history-loosened-owners", "owners .mig/policy.yml")});
}

TEST(HistoryBaseGate, OwnersThatManyFilesLostAreToldOnce) {
  const auto message_of = [](const mig::bundle::LostOwners& lost) {
    ComparisonWorld world;
    world.around.lost_owners = {lost};
    const auto findings = world.judge("history-loosened-owners");
    return findings.size() == 1 ? findings[0].message + " | " + findings[0].remedy : "";
  };
  mig::bundle::LostOwners lost{".mig", "CODEOWNERS", {"@a", "@b"}, {}, "GitLab"};
  lost.example = ".mig/policy.yml";
  lost.before_line = "CODEOWNERS line 2: /.mig/";
  lost.now_line = "no line of CODEOWNERS";
  lost.files = 0;
  EXPECT_THAT(message_of(lost), HasSubstr("what comes to .mig, such as .mig/policy.yml, is owned by "
                                          "nobody on GitLab (no line of CODEOWNERS)"));
  lost.files = 1;
  EXPECT_THAT(message_of(lost), HasSubstr(".mig/policy.yml, and what comes to .mig, is owned by"));
  lost.files = 4711;
  lost.path = ".";
  lost.optional_section = "Gate";
  lost.others = 2;
  EXPECT_THAT(message_of(lost),
              AllOf(HasSubstr("4711 files of the repository, such as .mig/policy.yml, are owned by "
                              "nobody on GitLab"),
                    HasSubstr("they were owned by @a, @b (CODEOWNERS line 2: /.mig/); section "
                              "[Gate] became optional; 2 further sets of files lost others"),
                    HasSubstr("let @a, @b own them again: git show main:./CODEOWNERS")));
  lost.before.assign(12, "@a");
  EXPECT_THAT(message_of(lost), HasSubstr("@a, @a and 2 more (CODEOWNERS line 2"));
}

TEST(HistoryBaseGate, ApprovalsOfOwnersDoNotBecomeFewer) {
  ComparisonWorld world;
  mig::bundle::LostOwners lost{".mig", "CODEOWNERS", {"@a", "@b"}, {"@a", "@b"}, "GitLab"};
  lost.files = 3;
  lost.example = ".mig/policy.yml";
  lost.before_line = "CODEOWNERS line 2: /.mig/";
  lost.now_line = "CODEOWNERS line 3: /.mig/";
  lost.approvals_before = 2;
  lost.approvals_now = 1;
  world.around.lost_owners = {lost};
  expect_only(world.judge("history-loosened-owners"),
              {Severity::review, "CODEOWNERS", "owners .mig",
               "3 files of .mig, such as .mig/policy.yml, are merged on GitLab with 1 approval of "
               "@a, @b (CODEOWNERS line 3: /.mig/); at main (0123456789ab) it took 2 (CODEOWNERS "
               "line 2: /.mig/)",
               "ask for 2 approvals again: git show main:./CODEOWNERS shows the heading" +
                   approval_of("history-loosened-owners", "owners .mig")});
}

TEST(HistoryBaseGate, APolicyFolderStaysAtTheRoot) {
  ComparisonWorld world;
  EXPECT_THAT(world.judge("history-added-policy-folder"), IsEmpty());
  world.around.added_policy_folders = {"services/.mig"};
  expect_only(world.judge("history-added-policy-folder"),
              {Severity::review, "services/.mig", "folder services/.mig",
               "services/.mig is new since main (0123456789ab): whoever judges below it without "
               "this root takes it for the policy",
               "take it out: git rm -r -- services/.mig, and write what it says into .mig/" +
                   approval_of("history-added-policy-folder", "folder services/.mig")});
}

TEST(HistoryBaseGate, AnApprovalOfTheGateIsNotEdited) {
  ComparisonWorld world;
  const std::string path = ".mig/approvals/a.yml";
  world.around.approvals = {{path, path, false, nullptr, "sha256:ed17"}};
  const auto object = "approval " + path + " sha256:ed17";
  expect_only(
      world.judge("history-edited-gate-approval"),
      {Severity::review, path, object, "the approval reads otherwise than at main (0123456789ab)",
       "put it back: git checkout main -- .mig/approvals/a.yml; a new approval is a file "
       "of its own" +
           approval_of("history-edited-gate-approval", object)});
  EXPECT_THAT(world.judge("history-edited-approval"), IsEmpty());
  world.around.approvals[0].is_gone = true;
  EXPECT_THAT(world.judge("history-edited-gate-approval"), IsEmpty()) << "it has served its turn";
}

TEST(HistoryBaseGate, AListOfKnownSecretsOnlyShrinks) {
  ComparisonWorld world;
  EXPECT_THAT(world.judge("history-grown-secret-baseline"), IsEmpty());
  const std::string path = ".mig/secret_baseline.json";
  mig::bundle::GrownKnownValues list;
  list.document = document_of(path, DocumentKind::secret_baseline, "{\"entries\": [\n1]}");
  list.first = span_of(*list.document.source, "1");
  list.values = 2;
  world.around.grown_known_values = {list};
  const auto asked = approval_of("history-grown-secret-baseline", "secret baseline " + path);
  expect_only(world.judge("history-grown-secret-baseline"),
              {Severity::review, path + ":2", "secret baseline " + path,
               "the list hides 2 values that it did not hide at main (0123456789ab)",
               "take the values out of the files that hold them, and put the list back: git "
               "checkout main -- .mig/secret_baseline.json" +
                   asked});
  world.around.grown_known_values[0].has_other_salt = true;
  auto findings = world.judge("history-grown-secret-baseline");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message,
            "the salt is not that of main (0123456789ab): none of 2 values can be told from a new "
            "one");
  list.is_new = true;
  list.values = 1;
  world.around.grown_known_values = {list};
  findings = world.judge("history-grown-secret-baseline");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "the list is new since main (0123456789ab): it hides 1 value");
  EXPECT_THAT(findings[0].remedy,
              HasSubstr("and remove the list: git rm -- .mig/secret_baseline.json" + asked));
}

}  // namespace
