// A signed approval opens more than an unsigned one, and one whose envelope does not hold nothing.
#include "signature_testing.hpp"

namespace {

using mig::Status;
using mig::test::Files;
using mig::test::Json;
using mig::test::judge_signatures;
using mig::test::kSignedBundle;
using mig::test::SignedRepository;
using mig::test::told;
using mig::test::words_of;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// One executed run, and an approval by person:ada.
SignedRepository approved(std::vector<std::string> signers, const Json& fields = Json::object()) {
  SignedRepository repository;
  repository.run("stage", 2);
  Json all{{"rule", "limit-exceeded"}};
  all.update(fields);
  repository.approve("limit", all, std::move(signers));
  return repository;
}

/// What becomes of a finding that the approval is for.
mig::Finding settle(SignedRepository& repository, mig::Severity severity = mig::Severity::fail,
                    bool is_strict = false) {
  mig::Finding finding;
  finding.rule = "limit-exceeded";
  finding.severity = severity;
  finding.message = "more rows than declared";
  finding.location.path = std::string(kSignedBundle) + "migration.yml";
  finding.remedy = "raise the limit";
  auto findings = judge_signatures(
      repository, {.is_strict = is_strict, .found = {finding}, .with_rules = false});
  EXPECT_EQ(findings.size(), 1U);
  return findings.empty() ? finding : findings.front();
}

/// The approval opens nothing, not even what an unsigned one opens, and says why.
void expect_broken(SignedRepository& repository, const std::string& why) {
  for (const auto severity : {mig::Severity::fail, mig::Severity::review}) {
    const auto finding = settle(repository, severity);
    EXPECT_EQ(finding.status, Status::open) << why;
    EXPECT_THAT(
        finding.remedy,
        HasSubstr("approvals/limit.yml approves this, but its signature does not hold (" + why));
    EXPECT_THAT(finding.remedy, EndsWith("; " + finding.resolution));
  }
}

TEST(SignedApproval, OpensFindingsOfAnySeverity) {
  auto repository = approved({"approver"});
  for (const bool is_strict : {false, true}) {
    for (const auto severity : {mig::Severity::fail, mig::Severity::review}) {
      const auto finding = settle(repository, severity, is_strict);
      EXPECT_EQ(finding.status, Status::approved);
      EXPECT_THAT(finding.resolution,
                  AllOf(StartsWith("approved by "), EndsWith("; signed by person:ada")));
    }
  }
  EXPECT_THAT(words_of(judge_signatures(repository)), IsEmpty());
}

TEST(SignedApproval, WhatThePolicySaysOfUnsignedOnesDoesNotMatter) {
  auto repository = approved({"approver"});
  repository.files[".mig/policy.yml"] +=
      "approvals: {unsigned: none, unsigned_rules: {refuse: [limit-exceeded]}}\n";
  EXPECT_EQ(settle(repository).status, Status::approved);
}

TEST(SignedApproval, AnUnsignedOneStaysWhatItWas) {
  auto repository = approved({});
  EXPECT_THAT(settle(repository).remedy,
              HasSubstr("but unsigned approvals do not count for fail findings"));
  const auto review = settle(repository, mig::Severity::review);
  EXPECT_EQ(review.status, Status::approved);
  EXPECT_THAT(review.resolution, Not(HasSubstr("signed by")));
  EXPECT_EQ(settle(repository, mig::Severity::review, true).status, Status::open);
  EXPECT_THAT(words_of(judge_signatures(repository)), IsEmpty());
}

TEST(SignedApproval, WithoutTrustItIsUnsigned) {
  auto repository = approved({"approver"});
  repository.has_trust = false;
  EXPECT_EQ(settle(repository).status, Status::open);
  const auto review = settle(repository, mig::Severity::review);
  EXPECT_EQ(review.status, Status::approved);
  EXPECT_THAT(review.resolution, Not(HasSubstr("signed by")));
}

TEST(SignedApproval, IsByWhoGivesIt) {
  auto other = approved({"approver"}, {{"approved_by", "person:bob"}});
  expect_broken(other, "signature-wrong-principal: ");
  EXPECT_THAT(told(judge_signatures(other)), ElementsAre("fail signature-wrong-principal"));
  auto stranger = approved({"stranger"});
  expect_broken(stranger, "signature-unverified: ");
  auto also = approved({"approver", "stranger"});
  expect_broken(also, "signature-unverified: ");
  auto twice = approved({"approver", "approver"});
  expect_broken(twice, "signature-repeated-key: ");
}

TEST(SignedApproval, IsInARoleOfTheKey) {
  auto repository = approved({"approver"}, {{"role", "final-authority"}});
  expect_broken(repository, "signature-role-not-allowed: ");
  EXPECT_THAT(told(judge_signatures(repository)), ElementsAre("fail signature-role-not-allowed"));
  auto runner = approved({"runner"}, {{"approved_by", "svc:migrations-runner"}});
  expect_broken(runner, "signature-role-not-allowed: ");
}

TEST(SignedApproval, IsByAKeyThatCountsOnItsDay) {
  auto revoked = approved({"approver"});
  revoked.keys[2].revoked = "2026-03-20T00:00:00Z";
  expect_broken(revoked, "signature-revoked-key: ");
  auto repository = approved({"approver"});
  repository.keys[2].valid_from = "2026-03-01T23:59:59Z";
  EXPECT_EQ(settle(repository).status, Status::approved);
  repository.keys[2].valid_from = "2026-03-02T00:00:00Z";
  expect_broken(repository, "signature-outside-validity: ");
  repository.keys[2].valid_from = "2026-01-01T00:00:00Z";
  repository.keys[2].valid_until = "2026-03-01T00:00:00Z";
  EXPECT_EQ(settle(repository).status, Status::approved);
  repository.keys[2].valid_until = "2026-02-28T23:59:59Z";
  expect_broken(repository, "signature-outside-validity: ");
}

TEST(SignedApproval, IsOfTheseBytes) {
  auto changed = approved({"approver"});
  changed.on_files = [](Files& files) {
    files[std::string(kSignedBundle) + "approvals/limit.yml"] += "# changed\n";
  };
  expect_broken(changed, "signature-subject-mismatch: ");
  auto moved = approved({});
  moved.approve("other", {{"rule", "limit-unpredictable-rows"}}, {"approver"});
  moved.on_files = [](Files& files) {
    const std::string folder = std::string(kSignedBundle) + "approvals/";
    files[folder + "limit.dsse.json"] = files[folder + "other.dsse.json"];
  };
  expect_broken(moved, "signature-subject-mismatch: ");
}

TEST(SignedApproval, EveryFieldIsCompared) {
  const std::vector<std::pair<std::string, std::string>> others{
      {"migration_id", "PG-MIG-2026-03-01-02"},
      {"rule", "sql-blocking-index"},
      {"object", "table public.parcels"},
      {"approved_by", "person:bob"},
      {"role", "final-authority"},
      {"subject_digest", "sha256:" + std::string(64, 'b')}};
  for (const auto& [field, value] : others) {
    auto repository = approved({"approver"});
    repository.on_approval_statement = [name = field, other = value](const std::string&,
                                                                     Json& statement) {
      statement["predicate"][name] = other;
    };
    expect_broken(repository, "signature-statement-mismatch: " + field + " was signed as");
  }
}

TEST(SignedApproval, IsAStatementAboutAnApproval) {
  auto run = approved({"approver"});
  run.on_approval_statement = [](const std::string&, Json& statement) {
    statement["predicateType"] = "urn:mig-gates:predicate:run:v1";
  };
  expect_broken(run, "signature-wrong-type: ");
  auto incomplete = approved({"approver"});
  incomplete.on_approval_statement = [](const std::string&, Json& statement) {
    statement["predicate"].erase("role");
  };
  expect_broken(incomplete, "signature-malformed-payload: ");
}

TEST(SignedApproval, AnEnvelopeThatCannotBeReadDoesNotHold) {
  for (const std::string bytes : {"", "{}", "{\"payload\":", "[]"}) {
    auto repository = approved({"approver"});
    repository.on_files = [&bytes](Files& files) {
      files[std::string(kSignedBundle) + "approvals/limit.dsse.json"] = bytes;
    };
    expect_broken(repository, "approvals/limit.dsse.json is no envelope");
  }
}

TEST(SignedApproval, WhatAPayloadHidesIsNotShown) {
  const std::string secret = std::string("AKIA") + "Q3EGWJ5ZUK7TXN2M";
  auto repository = approved({"approver"});
  repository.on_approval_statement = [&secret](const std::string&, Json& statement) {
    statement["predicate"]["object"] = secret;
  };
  EXPECT_THAT(settle(repository).remedy, HasSubstr("object was signed as ***"));
  EXPECT_THAT(words_of(judge_signatures(repository)), HasSubstr("object was signed as ***"));
}

TEST(SignedApproval, AnotherOneThatHoldsOpensIt) {
  auto repository = approved({"stranger"});
  repository.approve("second", {{"rule", "limit-exceeded"}}, {"approver"});
  EXPECT_EQ(settle(repository).status, Status::approved);
}

TEST(SignedApproval, ItsDateAndItsBindingStayAsTheyAre) {
  auto unbound = approved({"approver"}, {{"subject_digest", "sha256:" + std::string(64, 'b')}});
  EXPECT_EQ(settle(unbound).status, Status::open);
  auto expired = approved({"approver"}, {{"expires", "2026-03-01"}});
  EXPECT_EQ(settle(expired).status, Status::open);
}

}  // namespace
