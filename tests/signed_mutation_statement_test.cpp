// Statements and envelopes that the right key signed, about something else: bindings, not
// signatures, refuse them. Meaning-free, and excepted: the order of subjects.
#include <fmt/format.h>

#include "mig/trust/base64.hpp"
#include "support/signed_mutation.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::Json;
using mig::test::MutationClass;

using Edit = std::function<void(Json&)>;

constexpr std::size_t kStage = 2;  ///< the run whose statement is another

class SignedStatement : public testing::Test {
 protected:
  void try_statement(const MutationClass& of, const std::string& what, const Edit& edit) {
    auto repository = mig::test::complete_repository();
    repository.on_statement = [&edit](std::size_t at, Json& statement) {
      if (at == kStage) edit(statement);
    };
    judge(of, what, repository);
  }

  /// Other bytes of the payload, signed by the right key.
  void try_payload(const MutationClass& of, const std::string& what,
                   const std::function<std::string(const std::string&)>& edit) {
    auto repository = mig::test::complete_repository();
    repository.on_envelope = [&edit](std::size_t at, Json& envelope) {
      if (at != kStage) return;
      const auto payload = mig::trust::decode_base64(envelope["payload"].get<std::string>(),
                                                     mig::trust::Base64Alphabet::standard);
      const auto edited = edit(payload.value_or(""));
      envelope["payload"] = mig::test::base64(edited);
      envelope["signatures"][0]["sig"] =
          mig::test::dsse_signature("runner", edited, envelope["payloadType"]);
    };
    judge(of, what, repository);
  }

  static Json statement() {
    Json found;
    auto repository = mig::test::complete_repository();
    repository.on_statement = [&found](std::size_t at, Json& it) {
      if (at == kStage) found = it;
    };
    repository.build();
    return found;
  }

 private:
  void judge(const MutationClass& of, const std::string& what,
             mig::test::SignedRepository& repository) {
    fs::remove_all(folder_.path());
    repository.write(folder_.path());
    mig::test::expect_refusal(of, what, mig::test::verify_tree(folder_.path()));
  }
  mig::test::TemporaryFolder folder_;
};

const MutationClass kOther{"statement: another predicate",
                           {"signature-statement-mismatch", "signature-malformed-payload"}};
const MutationClass kSubject{"statement: other subjects",
                             {"signature-subject-mismatch", "signature-malformed-payload"}};
const MutationClass kType{"statement: another type", {"signature-wrong-type"}};

TEST_F(SignedStatement, OfAnotherRun) {
  for (const std::string field : {"migration_id", "run_id", "environment", "git_commit",
                                  "bundle_digest", "sequence", "previous_receipt"}) {
    try_statement(kOther, "other " + field, [&field](Json& it) {
      auto& value = it["predicate"][field];
      if (value.is_number()) {
        value = 7;
        return;
      }
      auto text = value.get<std::string>();
      text.back() = text.back() == '1' ? '2' : '1';
      value = text;
    });
  }
  try_statement(kOther, "extra field", [](Json& it) { it["predicate"]["more"] = "x"; });
}

TEST_F(SignedStatement, AboutOtherFiles) {
  try_statement(kSubject, "no subject", [](Json& it) { it["subject"] = Json::array(); });
  for (std::size_t at = 0; at < 4; ++at) {
    try_statement(kSubject, "one less", [at](Json& it) { it["subject"].erase(at); });
    try_statement(kSubject, "renamed",
                  [at](Json& it) { it["subject"][at]["name"] = "elsewhere.json"; });
    try_statement(kSubject, "other digest",
                  [at](Json& it) { it["subject"][at]["digest"]["sha256"] = std::string(64, 'a'); });
    try_statement(kSubject, "twice",
                  [at](Json& it) { it["subject"].push_back(it["subject"][at]); });
  }
  try_statement(kSubject, "one more", [](Json& it) {
    it["subject"].push_back({{"name", "x"}, {"digest", {{"sha256", std::string(64, 'a')}}}});
  });
}

TEST_F(SignedStatement, OfAnotherType) {
  try_statement(kType, "_type",
                [](Json& it) { it["_type"] = "https://in-toto.io/Statement/v0.1"; });
  try_statement(kType, "predicateType",
                [](Json& it) { it["predicateType"] = "urn:mig-gates:predicate:approval:v1"; });
}

TEST_F(SignedStatement, WithoutAField) {
  const MutationClass of{"statement: removed field",
                         {"signature-malformed-payload", "signature-statement-mismatch",
                          "signature-subject-mismatch"}};
  for (const auto& place : mig::test::places_of(statement())) {
    try_statement(of, place.to_string(), [&place](Json& it) {
      auto& parent = it[place.parent_pointer()];
      if (parent.is_array()) {
        parent.erase(std::stoul(place.back()));
      } else {
        parent.erase(place.back());
      }
    });
  }
}

TEST_F(SignedStatement, WithSwappedValues) {
  const MutationClass of{
      "statement: swapped values",
      {"signature-statement-mismatch", "signature-subject-mismatch", "signature-wrong-type",
       "signature-missing-field", "signature-malformed-payload"}};
  const auto whole = statement();
  const auto places = mig::test::places_of(whole);
  std::size_t offered = 0;
  for (std::size_t left = 0; left < places.size(); ++left) {
    for (std::size_t right = left + 1; right < places.size(); ++right) {
      const auto& one = places[left];
      const auto& other = places[right];
      if (!mig::test::are_exchangeable(whole, one, other)) continue;
      const bool are_subjects = one.parent_pointer() == other.parent_pointer() &&
                                one.parent_pointer().to_string() == "/subject";
      if (are_subjects || (!mig::test::is_whole_run() && offered++ % 3 != 0)) continue;
      try_statement(of, one.to_string() + " and " + other.to_string(),
                    [&](Json& it) { std::swap(it[one], it[other]); });
    }
  }
}

TEST_F(SignedStatement, WithRepeatedKeys) {
  const MutationClass of{"statement: repeated key", {"signature-malformed-payload"}};
  const auto whole = statement();
  for (const auto& place : mig::test::places_of(whole)) {
    if (!whole[place.parent_pointer()].is_object()) continue;
    try_payload(of, place.to_string(),
                [&](const std::string&) { return mig::test::with_repeated_member(whole, place); });
  }
}

TEST_F(SignedStatement, InBytesThatNobodySees) {
  const MutationClass of{"statement: NUL, mark or more bytes",
                         {"signature-malformed-payload", "signature-invalid-value"}};
  const std::string nul(1, '\0');
  try_payload(of, "mark", [](const std::string& it) { return "\xEF\xBB\xBF" + it; });
  try_payload(of, "NUL at the end", [&nul](const std::string& it) { return it + nul; });
  try_payload(of, "NUL at the start", [&nul](const std::string& it) { return nul + it; });
  try_payload(of, "twice", [](const std::string& it) { return it + it; });
  try_payload(of, "half", [](const std::string& it) { return it.substr(0, it.size() / 2); });
  try_payload(of, "empty", [](const std::string&) { return std::string(); });
}

}  // namespace
