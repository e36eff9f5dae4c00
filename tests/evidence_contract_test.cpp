// The documents that evidence is made of: what their schemas refuse, and that reading them loses
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/contract/prov.hpp"
#include "mig/contract/statement.hpp"
#include "mig/contract/status_history.hpp"
#include "mig/contract/trust_policy.hpp"
#include "mig/document/reader.hpp"

namespace {

using mig::contract::DocumentKind;
using mig::document::LocatedValue;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LocatedValue value_of(const std::string& text) {
  auto value = mig::document::read_yaml(text);
  if (!value) ADD_FAILURE() << value.error().message << " in " << text;
  return value ? std::move(*value) : LocatedValue();
}

std::vector<std::string> violations(DocumentKind kind, const std::string& text) {
  std::vector<std::string> messages;
  for (const auto& found : mig::contract::schema_of(kind).validate(value_of(text))) {
    messages.push_back(found.message);
  }
  return messages;
}

/// `text` with `from`, which stands in it exactly once, replaced.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    ADD_FAILURE() << from << " does not stand in it once: " << text;
    return text;
  }
  return text.replace(at, from.size(), to);
}

const std::string kHex(64, 'a');

const std::string kTrust =
    "schema_version: trust.v1\n"
    "default: deny\n"
    "keys:\n"
    "  - id: sha256:" +
    kHex +
    "\n"
    "    algorithm: ed25519\n"
    "    public_key: pem\n"
    "    principal: svc:runner\n"
    "    roles: [runner, witness]\n"
    "    environments: [dev]\n"
    "    valid_from: 2026-01-01T00:00:00Z\n"
    "    valid_until: 2027-01-01T00:00:00Z\n"
    "rules:\n"
    "  - environment: dev\n";

TEST(TrustPolicy, DefaultsAreTheNarrowOnes) {
  ASSERT_THAT(violations(DocumentKind::trust, kTrust), IsEmpty());
  const auto policy = mig::contract::read_trust_policy(value_of(kTrust));
  ASSERT_EQ(policy.keys.size(), 1U);
  const auto& key = policy.keys.front();
  EXPECT_EQ(key.id.value, "sha256:" + kHex);
  EXPECT_EQ(key.encoding.value, "raw");
  EXPECT_EQ(key.encoding.span, key.algorithm.span);
  EXPECT_EQ(key.public_key.value, "pem");
  EXPECT_EQ(key.principal.value, "svc:runner");
  EXPECT_EQ(key.valid_from.value, "2026-01-01T00:00:00Z");
  EXPECT_EQ(key.valid_until.value, "2027-01-01T00:00:00Z");
  EXPECT_FALSE(key.revoked_at || key.revoked_why);
  EXPECT_TRUE(key.has_role("witness") && key.is_for("dev"));
  EXPECT_FALSE(key.has_role("Witness") || key.has_role("") || key.is_for("dev2"));
  const auto* rule = policy.rule_for("dev");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->threshold, 1);
  EXPECT_TRUE(rule->distinct_principals);
  EXPECT_THAT(rule->roles, ElementsAre("runner"));
  EXPECT_FALSE(rule->max_age_days);
  EXPECT_EQ(policy.rule_for("prod"), nullptr);
  EXPECT_EQ(policy.rule_for("DEV"), nullptr);
}

TEST(TrustPolicy, EverythingThatIsSaidIsRead) {
  auto text = changed(kTrust, "  - environment: dev\n",
                      "  - {environment: dev, threshold: 3, distinct_principals: false, roles: [a, "
                      "b], max_age_days: 7}\n");
  text = changed(text, "    algorithm: ed25519\n",
                 "    algorithm: ecdsa-p256\n    signature_encoding: p1363\n");
  text =
      changed(text, "rules:\n", "    revoked: {at: 2026-02-01T00:00:00Z, reason: lost}\nrules:\n");
  ASSERT_THAT(violations(DocumentKind::trust, text), IsEmpty());
  const auto policy = mig::contract::read_trust_policy(value_of(text));
  EXPECT_EQ(policy.keys.front().algorithm.value, "ecdsa-p256");
  EXPECT_EQ(policy.keys.front().encoding.value, "p1363");
  EXPECT_EQ(policy.keys.front().revoked_at->value, "2026-02-01T00:00:00Z");
  EXPECT_EQ(policy.keys.front().revoked_why->value, "lost");
  const auto& rule = policy.rules.front();
  EXPECT_EQ(rule.threshold, 3);
  EXPECT_FALSE(rule.distinct_principals);
  EXPECT_THAT(rule.roles, ElementsAre("a", "b"));
  EXPECT_EQ(rule.max_age_days, 7);
}

// A revocation that cannot be read still revokes.
TEST(TrustPolicy, AMalformedRevocationRevokes) {
  const auto text = changed(kTrust, "rules:\n", "    revoked: true\nrules:\n");
  EXPECT_THAT(violations(DocumentKind::trust, text), Not(IsEmpty()));
  EXPECT_TRUE(mig::contract::read_trust_policy(value_of(text)).keys.front().revoked_at);
}

TEST(TrustPolicy, ItsShapeIsStrict) {
  const std::vector<std::pair<std::string, std::string>> damages{
      {"default: deny", "default: allow"},
      {"default: deny\n", ""},
      {"algorithm: ed25519", "algorithm: rsa"},
      {"algorithm: ed25519", "algorithm: ecdsa-p256"},
      {"roles: [runner, witness]", "roles: []"},
      {"roles: [runner, witness]", "roles: [runner, runner]"},
      {"environments: [dev]", "environments: dev"},
      {"    environments: [dev]\n", ""},
      {"    public_key: pem\n", ""},
      {"valid_until: 2027-01-01T00:00:00Z", "valid_until: 2027-01-01"},
      {"principal: svc:runner", "principal: ''"},
      {"rules:\n  - environment: dev\n", ""},
      {"  - environment: dev\n", "  - {environment: dev, threshold: 0}\n"},
      {"  - environment: dev\n", "  - {environment: dev, max_age_days: 0}\n"},
      {"  - environment: dev\n", "  - {environment: dev, treshold: 2}\n"},
      {"rules:\n", "    revoked: {at: 2026-02-01T00:00:00Z}\nrules:\n"},
  };
  for (const auto& [from, to] : damages) {
    EXPECT_EQ(violations(DocumentKind::trust, changed(kTrust, from, to)).size(), 1U) << to;
  }
  EXPECT_THAT(violations(DocumentKind::trust, changed(kTrust, "ed25519", "ecdsa-p256")),
              ElementsAre(HasSubstr("signature_encoding")));
}

const std::string kEnvelope =
    R"({"payload": "e30=", "payloadType": "application/vnd.in-toto+json",
        "signatures": [{"sig": "AA=="}, {"keyid": "", "sig": "BB=="}]})";

TEST(Envelope, EverySignatureIsRead) {
  ASSERT_THAT(violations(DocumentKind::dsse_envelope, kEnvelope), IsEmpty());
  const auto envelope = mig::contract::read_envelope(value_of(kEnvelope));
  EXPECT_EQ(envelope.payload.value, "e30=");
  EXPECT_EQ(envelope.payload_type.value, mig::contract::kStatementPayloadType);
  ASSERT_EQ(envelope.signatures.size(), 2U);
  EXPECT_FALSE(envelope.signatures[0].keyid);
  EXPECT_EQ(envelope.signatures[0].sig.value, "AA==");
  EXPECT_EQ(kEnvelope.substr(envelope.signatures[0].span.begin, 5), R"({"sig)");
  EXPECT_EQ(envelope.signatures[1].keyid->value, "");
}

TEST(Envelope, ItsShapeIsStrict) {
  const std::vector<std::pair<std::string, std::string>> damages{
      {R"([{"sig": "AA=="}, {"keyid": "", "sig": "BB=="}])", "[]"},
      {R"("payload": "e30=")", R"("payload": "")"},
      {R"("payload": "e30=", )", ""},
      {R"({"payload")", R"({"note": 1, "payload")"},
      {R"({"sig": "AA=="})", R"({"sig": "AA==", "cert": "x"})"},
      {R"({"sig": "AA=="})", R"({"keyid": "AA=="})"},
  };
  for (const auto& [from, to] : damages) {
    EXPECT_EQ(violations(DocumentKind::dsse_envelope, changed(kEnvelope, from, to)).size(), 1U)
        << to;
  }
}

const std::string kStatement =
    R"({"_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "receipts/run_receipt.json", "digest": {"sha256": ")" +
    kHex + R"("}}],
        "predicateType": "urn:mig-gates:predicate:run:v1",
        "predicate": {"migration_id": "M", "run_id": "kfm://run/1", "environment": "dev",
                      "git_commit": ")" +
    std::string(40, 'b') + R"(", "sequence": 2}})";

const std::string kApprovalStatement =
    R"({"_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "approvals/a.yml", "digest": {"sha256": ")" +
    kHex + R"("}}],
        "predicateType": "urn:mig-gates:predicate:approval:v1",
        "predicate": {"migration_id": "M", "rule": "limit-exceeded", "approved_by": "person:ada",
                      "role": "governance", "subject_digest": "sha256:)" +
    kHex + R"("}})";

TEST(Statement, OfARun) {
  ASSERT_THAT(violations(DocumentKind::statement, kStatement), IsEmpty());
  const auto statement = mig::contract::read_statement(value_of(kStatement));
  EXPECT_EQ(statement.type.value, mig::contract::kStatementType);
  EXPECT_EQ(statement.predicate_type.value, mig::contract::kRunPredicateType);
  ASSERT_EQ(statement.subjects.size(), 1U);
  EXPECT_EQ(statement.subjects[0].name.value, "receipts/run_receipt.json");
  EXPECT_EQ(statement.subjects[0].sha256.value, kHex);
  ASSERT_TRUE(statement.run);
  EXPECT_FALSE(statement.approval);
  EXPECT_EQ(statement.run->migration_id.value, "M");
  EXPECT_EQ(statement.run->run_id.value, "kfm://run/1");
  EXPECT_EQ(statement.run->environment.value, "dev");
  EXPECT_EQ(statement.run->git_commit.value, std::string(40, 'b'));
  EXPECT_EQ(statement.run->sequence->value, 2);
  EXPECT_FALSE(statement.run->bundle_digest || statement.run->previous_receipt);
}

TEST(Statement, OfAnApproval) {
  ASSERT_THAT(violations(DocumentKind::statement, kApprovalStatement), IsEmpty());
  const auto statement = mig::contract::read_statement(value_of(kApprovalStatement));
  ASSERT_TRUE(statement.approval);
  EXPECT_FALSE(statement.run);
  EXPECT_EQ(statement.approval->migration_id->value, "M");
  EXPECT_EQ(statement.approval->rule.value, "limit-exceeded");
  EXPECT_EQ(statement.approval->approved_by.value, "person:ada");
  EXPECT_EQ(statement.approval->role.value, "governance");
  EXPECT_EQ(statement.approval->subject_digest.value, "sha256:" + kHex);
  EXPECT_FALSE(statement.approval->object);
}

// Rules tell about types that are not known: the schema has nothing to hold the predicate against.
TEST(Statement, AnUnknownPredicateIsNotToldTwice) {
  const auto text = changed(kStatement, "predicate:run:v1", "predicate:run:v2");
  EXPECT_THAT(violations(DocumentKind::statement, text), IsEmpty());
  const auto statement = mig::contract::read_statement(value_of(text));
  EXPECT_FALSE(statement.run || statement.approval);
}

TEST(Statement, ItsShapeIsStrict) {
  const std::vector<std::pair<std::string, std::string>> damages{
      {R"("run_id": "kfm://run/1", )", ""},
      {R"("run_id": "kfm://run/1")", R"("run_id": "run/1")"},
      {R"("sequence": 2)", R"("sequence": 0)"},
      {R"("sequence": 2)", R"("sequence": 2, "rule": "x")"},
      {R"("sha256": ")" + kHex + R"(")", R"("sha256": "sha256:)" + kHex + R"(")"},
      {R"("sha256": ")" + kHex + R"(")", R"("sha1": "x", "sha256": ")" + kHex + R"(")"},
      {R"("name": "receipts/run_receipt.json", )", ""},
      {R"({"_type": "https://in-toto.io/Statement/v1",)", "{"},
      {R"("predicateType": "urn:mig-gates:predicate:run:v1",)", ""},
  };
  for (const auto& [from, to] : damages) {
    EXPECT_EQ(violations(DocumentKind::statement, changed(kStatement, from, to)).size(), 1U) << to;
  }
  EXPECT_THAT(
      violations(DocumentKind::statement, changed(kStatement, R"("run_id": "kfm://run/1", )", "")),
      ElementsAre(HasSubstr("predicate.run_id")));
  EXPECT_EQ(violations(DocumentKind::statement,
                       changed(kApprovalStatement, R"("role": "governance", )", ""))
                .size(),
            1U);
}

// One form for both: the predicate of one kind is none of the other.
TEST(Statement, APredicateOfTheOtherKindDoesNotFit) {
  const auto text = changed(kApprovalStatement, "predicate:approval:v1", "predicate:run:v1");
  EXPECT_THAT(violations(DocumentKind::statement, text), Not(IsEmpty()));
}

const std::string kContext =
    R"([{"xsd": "http://www.w3.org/2001/XMLSchema#", "prov": "http://www.w3.org/ns/prov#",
         "mig": "https://mig.invalid/ns#", "run": "urn:mig:run:", "sha256": "urn:mig:sha256:",
         "who": "urn:mig:principal:"},
        "https://openprovenance.org/prov-jsonld/context.jsonld"])";

std::string prov_with(const std::string& context, const std::string& graph) {
  return R"({"@context": )" + context + R"(, "@graph": [)" + graph + "]}";
}

const std::string kGraph =
    R"({"@type": "Agent", "@id": "who:svc:r", "type": ["prov:SoftwareAgent"],
        "mig:role": [{"@value": "pipeline"}]},
       {"@type": "Activity", "@id": "run:1", "startTime": "2026-01-05T10:00:00Z",
        "endTime": "2026-01-05T10:04:10Z", "mig:migration_id": [{"@value": "M"}]},
       {"@type": "Entity", "@id": "sha256:aa", "mig:path": [{"@value": "a"}, {"@value": "b"}]},
       {"@type": "Usage", "activity": "run:1", "entity": "sha256:aa",
        "time": "2026-01-05T10:00:01Z"},
       {"@type": "Generation", "entity": "sha256:bb", "activity": "run:1",
        "time": "2026-01-05T10:04:00Z"},
       {"@type": "Association", "activity": "run:1", "agent": "who:svc:r"},
       {"@type": "Derivation", "generatedEntity": "sha256:bb", "usedEntity": "sha256:aa",
        "activity": "run:1"})";

TEST(Prov, EveryNodeAndRelationIsRead) {
  using mig::contract::ProvNodeKind;
  using mig::contract::ProvRelationKind;
  const auto text = prov_with(kContext, kGraph);
  ASSERT_THAT(violations(DocumentKind::prov, text), IsEmpty());
  const auto prov = mig::contract::read_prov(value_of(text));
  EXPECT_TRUE(prov.has_known_context);
  ASSERT_EQ(prov.nodes.size(), 3U);
  EXPECT_EQ(prov.nodes[0].kind, ProvNodeKind::agent);
  EXPECT_EQ(prov.nodes[0].role->value, "pipeline");
  EXPECT_EQ(prov.nodes[1].kind, ProvNodeKind::activity);
  EXPECT_EQ(prov.nodes[1].id.value, "run:1");
  EXPECT_EQ(prov.nodes[1].start_time->value, "2026-01-05T10:00:00Z");
  EXPECT_EQ(prov.nodes[1].end_time->value, "2026-01-05T10:04:10Z");
  EXPECT_EQ(prov.nodes[1].migration_id->value, "M");
  EXPECT_EQ(prov.nodes[2].kind, ProvNodeKind::entity);
  EXPECT_THAT(mig::contract::values_of(prov.nodes[2].paths), ElementsAre("a", "b"));
  ASSERT_EQ(prov.relations.size(), 4U);
  EXPECT_EQ(prov.relations[0].kind, ProvRelationKind::usage);
  EXPECT_EQ(prov.relations[0].time->value, "2026-01-05T10:00:01Z");
  EXPECT_EQ(prov.relations[1].kind, ProvRelationKind::generation);
  EXPECT_EQ(prov.relations[1].entity->value, "sha256:bb");
  EXPECT_EQ(prov.relations[2].kind, ProvRelationKind::association);
  EXPECT_EQ(prov.relations[2].agent->value, "who:svc:r");
  EXPECT_EQ(prov.relations[3].kind, ProvRelationKind::derivation);
  EXPECT_EQ(prov.relations[3].entity->value, "sha256:bb");
  EXPECT_EQ(prov.relations[3].used_entity->value, "sha256:aa");
  EXPECT_EQ(prov.relations[3].activity->value, "run:1");
}

// The shape leaves every context alone; that it is another one is told by its own rule.
TEST(Prov, OnlyOneContextIsKnown) {
  const std::string prefixes = kContext.substr(1, kContext.find('}'));
  const std::string address = "\"" + std::string(mig::contract::kProvContext) + "\"";
  const std::vector<std::string> others{
      address,
      prefixes,
      "[" + prefixes + "]",
      "[" + address + ", " + prefixes + "]",
      "[" + prefixes + ", " + address + ", " + address + "]",
      changed(kContext, "context.jsonld", "context2.jsonld"),
      changed(kContext, "https://openprovenance", "http://openprovenance"),
      changed(kContext, R"("run": "urn:mig:run:", )", ""),
      changed(kContext, R"("run": "urn:mig:run:")", R"("run": "urn:mig:principal:")"),
      changed(kContext, R"("run": "urn:mig:run:")", R"("Run": "urn:mig:run:")"),
      changed(kContext, R"({"xsd")", R"({"kfm": "https://kfm.invalid/", "xsd")"),
  };
  for (const auto& context : others) {
    const auto value = value_of(prov_with(context, kGraph));
    const auto prov = mig::contract::read_prov(value);
    EXPECT_FALSE(prov.has_known_context) << context;
    EXPECT_EQ(prov.context_span, value.find("@context")->value.span());
    if (context.starts_with('[')) {
      EXPECT_THAT(violations(DocumentKind::prov, prov_with(context, kGraph)), IsEmpty()) << context;
    }
  }
  const auto reordered =
      changed(changed(kContext, R"("run": "urn:mig:run:", )", ""), R"("who": "urn:mig:principal:")",
              R"("who": "urn:mig:principal:", "run": "urn:mig:run:")");
  EXPECT_TRUE(mig::contract::read_prov(value_of(prov_with(reordered, kGraph))).has_known_context);
}

TEST(Prov, ItsShapeIsStrict) {
  const std::vector<std::pair<std::string, std::string>> damages{
      {R"("@type": "Entity")", R"("@type": "Bundle")"},
      {R"("@type": "Entity", )", ""},
      {R"("@id": "sha256:aa")", R"("@id": "file:aa")"},
      {R"("@id": "run:1")", R"("@id": "sha256:aa")"},
      {R"([{"@value": "a"}, {"@value": "b"}])", "[]"},
      {R"({"@value": "a"})", R"("a")"},
      {R"({"@value": "a"})", R"({"@value": "a", "@language": "en"})"},
      {R"(, "mig:path": [{"@value": "a"}, {"@value": "b"}])", ""},
      {R"("startTime": "2026-01-05T10:00:00Z")", R"("startTime": "2026-01-05")"},
      {R"("prov:SoftwareAgent")", R"("prov:Machine")"},
      {R"([{"@value": "M"}])", R"([{"@value": "M"}, {"@value": "N"}])"},
      {R"("agent": "who:svc:r")", R"("agent": "who:svc:r", "plan": "x")"},
      {R"(, "agent": "who:svc:r")", ""},
  };
  for (const auto& [from, to] : damages) {
    EXPECT_EQ(violations(DocumentKind::prov, prov_with(kContext, changed(kGraph, from, to))).size(),
              1U)
        << to;
  }
  EXPECT_EQ(violations(DocumentKind::prov, prov_with(kContext, "")).size(), 1U);
  EXPECT_EQ(violations(DocumentKind::prov, prov_with(kContext, "7")).size(), 1U);
}

TEST(Prov, HowThingsAreCalled) {
  EXPECT_EQ(mig::contract::prov_id_of_run("kfm://run/2026-01-05T10:00:00Z.x"),
            "run:2026-01-05T10:00:00Z.x");
  EXPECT_EQ(mig::contract::prov_id_of_run("other"), "run:other");
  EXPECT_EQ(mig::contract::prov_id_of_digest("sha256:aa"), "sha256:aa");
  EXPECT_EQ(mig::contract::prov_id_of_digest("aa"), "sha256:aa");
  EXPECT_EQ(mig::contract::prov_id_of_principal("svc:r"), "who:svc:r");
}

}  // namespace
