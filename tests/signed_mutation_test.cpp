// A complete, chained and signed bundle, damaged in one place at a time: nothing may be accepted.
// What may pass, because it means nothing, is excepted by name below.
//
// A sample of the byte flips runs with the other tests; MIG_WHOLE_RUN=1 (bench/full_mutations)
// flips every byte.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "mig/app/gates.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/trust/base64.hpp"
#include "support/process.hpp"
#include "support/signed_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::Files;
using mig::test::Json;
using mig::test::kSignedBundle;
using mig::test::SignedRepository;

bool is_whole_run() {
  return std::getenv("MIG_WHOLE_RUN") != nullptr;
}

/// What judging a tree ended in.
struct Verdict {
  int exit_code = 3;
  std::set<std::string> rules;  ///< of open findings above info
};

Verdict judge(const std::string& folder, const std::string& now = mig::test::kSignedNow) {
  mig::app::Options options;
  options.root = folder;
  options.paths = {folder};
  options.now = now;
  const auto report = mig::app::judge(*mig::app::find_tool("mig-receipt-verify"), options);
  Verdict verdict;
  if (!report) return verdict;
  verdict.exit_code = report->exit_code;
  for (const auto& bundle : report->bundles) {
    for (const auto& finding : bundle.findings) {
      if (finding.severity != mig::Severity::info && finding.status == mig::Status::open)
        verdict.rules.insert(finding.rule);
    }
  }
  return verdict;
}

SignedRepository complete_repository() {
  SignedRepository repository;
  repository.status = "executed_prod";
  repository.approve("go", Json::object(), {"approver"});
  repository.run("dev", 3);
  repository.run("stage", 4);
  auto& production = repository.run("prod", 5);
  production.signers = {"runner", "ec-witness"};
  production.approvals = {"go"};
  production.receipt["runner"] = {{"name", "psql"}, {"version", "15.8"}};
  repository.change_status("draft", 1);
  repository.change_status("approved", 2);
  repository.change_status("merged", 2);
  repository.change_status("executed_dev", 3, 0);
  repository.change_status("executed_stage", 4, 1);
  repository.change_status("executed_prod", 5, 2);
  return repository;
}

class SignedMutation : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto& [path, bytes] : complete_repository().build()) put(path, bytes);
    const auto verdict = judge(folder_.path());
    ASSERT_EQ(verdict.exit_code, 0) << testing::PrintToString(verdict.rules);
  }

  void put(const std::string& path, const std::string& bytes) {
    const auto file = fs::path(folder_.path()) / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    if (!originals_.contains(path)) originals_[path] = bytes;
  }
  fs::path place(const std::string& path) const { return fs::path(folder_.path()) / path; }

  /// Files of the bundle: signed, or named by a digest that is signed.
  std::vector<std::string> bundle_files() const {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : originals_) {
      if (path.starts_with(kSignedBundle)) paths.push_back(path);
    }
    return paths;
  }

  void expect_refused(const std::string& what) {
    ++tried_;
    const auto verdict = judge(folder_.path());
    if (verdict.exit_code == 0) ADD_FAILURE() << "accepted: " << what;
    reasons_.insert(verdict.rules.begin(), verdict.rules.end());
  }
  void try_bytes(const std::string& path, const std::string& bytes, const std::string& what) {
    if (bytes == originals_.at(path)) return;
    put(path, bytes);
    expect_refused(fmt::format("{}: {}", path, what));
    put(path, originals_.at(path));
  }

  mig::test::TemporaryFolder folder_;
  Files originals_;
  std::set<std::string> reasons_;
  std::size_t tried_ = 0;
};

bool is_blank(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

/// Where the values of `keyid` stand in an envelope: hints that nobody trusts.
bool is_in_key_id(const std::string& text, std::size_t at) {
  const auto line = text.rfind('\n', at) + 1;
  const auto colon = text.find(':', line);
  return text.compare(text.find_first_not_of(' ', line), 7, "\"keyid\"") == 0 && at > colon;
}

// PROV says nothing that the receipt does not say; its labels of people are compared as well.
bool is_digested(const std::string& path) {
  return !path.ends_with("prov.jsonld");
}

TEST_F(SignedMutation, FlippedBytes) {
  constexpr std::array<unsigned char, 4> kMasks{0x01, 0x20, 0x80, 0x0A};
  const std::size_t stride = is_whole_run() ? 1 : 97;
  for (const auto& path : bundle_files()) {
    if (!is_digested(path)) continue;
    const auto& original = originals_.at(path);
    const bool is_envelope = path.ends_with(".dsse.json");
    for (std::size_t at = 0; at < original.size(); at += stride) {
      for (std::size_t i = 0; i < kMasks.size(); ++i) {
        if (!is_whole_run() && i != (at / stride) % kMasks.size()) continue;
        auto bytes = original;
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ kMasks.at(i));
        // Excepted: white space of an envelope for other white space, and the hint `keyid`.
        if (is_envelope && is_blank(original[at]) && is_blank(bytes[at])) continue;
        if (is_envelope && is_in_key_id(original, at)) continue;
        try_bytes(path, bytes, fmt::format("byte {} with mask {:#x}", at, kMasks.at(i)));
      }
    }
  }
  EXPECT_GT(tried_, 100U);
  EXPECT_TRUE(reasons_.contains("receipt-input-mismatch"));
  EXPECT_TRUE(reasons_.contains("receipt-output-mismatch"));
  EXPECT_TRUE(reasons_.contains("signature-unverified"));
}

TEST_F(SignedMutation, FlippedBytesOfProvenance) {
  const std::size_t stride = is_whole_run() ? 1 : 41;
  for (const auto& path : bundle_files()) {
    if (is_digested(path)) continue;
    const auto& original = originals_.at(path);
    for (std::size_t at = 0; at < original.size(); at += stride) {
      // Excepted: white space, and a moment of the run for another moment of it.
      const auto line = original.substr(original.rfind('\n', at) + 1, 40);
      if (is_blank(original[at]) || line.find("\"time\": ") != line.npos) continue;
      auto bytes = original;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ 0x01U);
      try_bytes(path, bytes, fmt::format("byte {}", at));
    }
  }
  EXPECT_GT(tried_, 50U);
}

/// Every place of a JSON document, as pointers.
void places_of(const Json& value, const Json::json_pointer& here,
               std::vector<Json::json_pointer>& places) {
  places.push_back(here);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) places_of(member, here / key, places);
  }
  if (value.is_array()) {
    for (std::size_t at = 0; at < value.size(); ++at) places_of(value[at], here / at, places);
  }
}

TEST_F(SignedMutation, RemovedFields) {
  for (const auto& path : bundle_files()) {
    if (!path.ends_with(".json") && !path.ends_with(".jsonld")) continue;
    const auto document = Json::parse(originals_.at(path));
    std::vector<Json::json_pointer> places;
    places_of(document, Json::json_pointer(), places);
    for (const auto& place : places) {
      if (place.empty()) continue;
      // Excepted: the hint, and labels of provenance that only repeat a kind.
      if (place.back() == "keyid") continue;
      auto mutant = document;
      auto& parent = mutant[place.parent_pointer()];
      if (parent.is_array()) {
        parent.erase(std::stoul(place.back()));
      } else {
        parent.erase(place.back());
      }
      try_bytes(path, mutant.dump(2) + "\n", "without " + place.to_string());
    }
  }
  EXPECT_GT(tried_, 200U);
}

TEST_F(SignedMutation, RepeatedKeys) {
  for (const auto& path : bundle_files()) {
    const auto& text = originals_.at(path);
    if (path.ends_with(".json") || path.ends_with(".jsonld")) {
      // Every line that begins with a key and holds a whole value, a second time.
      std::size_t at = 0;
      while (at < text.size()) {
        const auto end = text.find('\n', at);
        const auto line = text.substr(at, end - at);
        const bool is_whole = line.find("\": \"") != line.npos;
        if (is_whole) {
          const auto once = line.ends_with(',') ? line : line + ",";
          try_bytes(path, text.substr(0, at) + once + "\n" + text.substr(at), "repeated " + line);
        }
        at = end + 1;
      }
    } else if (path.ends_with("migration.yml")) {
      try_bytes(path, text + "type: postgis\n", "repeated type");
    }
  }
  EXPECT_GT(tried_, 60U);
}

TEST_F(SignedMutation, SwappedValues) {
  for (const auto& path : bundle_files()) {
    if (!path.ends_with(".json") && !path.ends_with(".jsonld")) continue;
    const auto document = Json::parse(originals_.at(path));
    std::vector<Json::json_pointer> places;
    places_of(document, Json::json_pointer(), places);
    std::vector<Json::json_pointer> strings;
    for (const auto& place : places) {
      if (!place.empty() && place.back() != "keyid" && document[place].is_string())
        strings.push_back(place);
    }
    const std::size_t most = is_whole_run() ? strings.size() : 3;
    for (std::size_t left = 0; left < strings.size(); ++left) {
      const auto last = std::min(strings.size(), left + 1 + most);
      for (std::size_t right = left + 1; right < last; ++right) {
        if (document[strings[left]] == document[strings[right]]) continue;
        auto mutant = document;
        std::swap(mutant[strings[left]], mutant[strings[right]]);
        try_bytes(path, mutant.dump(2) + "\n",
                  strings[left].to_string() + " and " + strings[right].to_string());
      }
    }
  }
  EXPECT_GT(tried_, 200U);
}

TEST_F(SignedMutation, OmittedFiles) {
  for (const auto& path : bundle_files()) {
    // Provenance is optional: what it says, the receipt says.
    if (!is_digested(path)) continue;
    fs::remove(place(path));
    expect_refused("without " + path);
    put(path, originals_.at(path));
  }
}

TEST_F(SignedMutation, AddedFiles) {
  std::set<std::string> folders;
  for (const auto& path : bundle_files()) {
    folders.insert(path.substr(0, path.rfind('/') + 1));
    folders.insert(kSignedBundle + std::string("runs/"));
  }
  for (const auto& folder : folders) {
    for (const std::string name :
         {"x", ".hidden", "forward.sql~", ".forward.sql.swp", "post.json.orig", ".DS_Store",
          "forward_2.sql", "extra.json", "README.md"}) {
      const auto path = folder + name;
      std::ofstream(place(path)) << "{}\n";
      expect_refused("with " + path);
      fs::remove(place(path));
    }
  }
  EXPECT_TRUE(reasons_.contains("receipt-unlisted-file"));
}

TEST_F(SignedMutation, OtherKindsOfFiles) {
  for (const auto& path : bundle_files()) {
    const auto file = place(path);
    const auto copy = place("outside");
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    fs::remove(file);
    fs::create_symlink(copy, file);
    expect_refused(path + " as a link");
    fs::remove(file);
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    expect_refused(path + " as a FIFO");
    fs::remove(file);
    if (is_digested(path)) {
      fs::create_directory(file);
      expect_refused(path + " as a folder");
      fs::remove(file);
    }
    fs::remove(copy);
    put(path, originals_.at(path));
  }
}

TEST_F(SignedMutation, BytesThatNobodySees) {
  for (const auto& path : bundle_files()) {
    const auto& text = originals_.at(path);
    try_bytes(path, "\xEF\xBB\xBF" + text, "byte-order mark");
    try_bytes(path, text + std::string(1, '\0'), "NUL at the end");
    try_bytes(path,
              text.substr(0, text.size() / 2) + std::string(1, '\0') + text.substr(text.size() / 2),
              "NUL in the middle");
    try_bytes(path, text.substr(0, text.size() / 2), "cut in the middle");
    try_bytes(path, "", "empty");
    try_bytes(path, text + text, "twice");
  }
}

TEST_F(SignedMutation, OtherKeys) {
  for (const auto& path : bundle_files()) {
    if (!path.ends_with("run_receipt.dsse.json")) continue;
    auto envelope = Json::parse(originals_.at(path));
    const auto payload = mig::trust::decode_base64(envelope["payload"].get<std::string>(),
                                                   mig::trust::Base64Alphabet::standard);
    ASSERT_TRUE(payload);
    for (const std::string key : {"stranger", "ec-stranger", "approver"}) {
      auto mutant = envelope;
      for (auto& signature : mutant["signatures"]) {
        signature["sig"] = mig::test::dsse_signature(key, *payload, envelope["payloadType"]);
      }
      try_bytes(path, mutant.dump(2) + "\n", "signed by " + key);
    }
    auto none = envelope;
    none["signatures"] = Json::array();
    try_bytes(path, none.dump(2) + "\n", "no signature");
  }
}

TEST_F(SignedMutation, ReplayedRuns) {
  const std::string bundle = kSignedBundle;
  const auto replay = [&](const std::string& from, const std::string& to) {
    for (const std::string name : {"run_receipt.json", "run_receipt.dsse.json", "prov.jsonld"}) {
      put(bundle + to + "receipts/" + name, originals_.at(bundle + from + "receipts/" + name));
    }
  };
  replay("runs/stage-2/", "runs/prod-3/");
  expect_refused("a stage run in the place of production");
  for (const auto& [path, bytes] : Files(originals_)) put(path, bytes);

  for (const auto& path : bundle_files()) {
    if (path.find("runs/stage-2/") == path.npos) continue;
    auto again = path;
    again.replace(again.find("runs/stage-2/"), 13, "runs/stage-4/");
    fs::create_directories(place(again).parent_path());
    fs::copy_file(place(path), place(again));
  }
  expect_refused("a run a second time");
  fs::remove_all(place(bundle + "runs/stage-4"));

  const std::string other = "migrations/postgis/PG-MIG-2026-03-01-02";
  fs::copy(place(bundle), place(other), fs::copy_options::recursive);
  expect_refused("the bundle under another id");
  fs::remove_all(place(other));
  EXPECT_EQ(judge(folder_.path()).exit_code, 0);
  EXPECT_NE(judge(folder_.path(), "2026-03-05T18:00:00Z").exit_code, 0) << "before it ran";
}

// Statements that the right key signed, about something else: bindings, not signatures, refuse
// them.
TEST(SignedStatement, EveryFieldIsHeldAgainstTheReceipt) {
  mig::test::TemporaryFolder folder;
  std::vector<std::pair<std::string, std::function<void(Json&)>>> mutations;
  for (const std::string field : {"migration_id", "run_id", "environment", "git_commit",
                                  "bundle_digest", "sequence", "previous_receipt"}) {
    mutations.emplace_back("without " + field, [field](Json& it) { it["predicate"].erase(field); });
    mutations.emplace_back("other " + field, [field](Json& it) {
      if (field == "sequence") {
        it["predicate"][field] = 7;
      } else {
        auto text = it["predicate"][field].get<std::string>();
        text.back() = text.back() == '1' ? '2' : '1';
        it["predicate"][field] = text;
      }
    });
  }
  mutations.emplace_back("extra field", [](Json& it) { it["predicate"]["more"] = "x"; });
  mutations.emplace_back("no subject", [](Json& it) { it["subject"] = Json::array(); });
  for (std::size_t at = 0; at < 4; ++at) {
    mutations.emplace_back("without a subject", [at](Json& it) { it["subject"].erase(at); });
    mutations.emplace_back("renamed subject",
                           [at](Json& it) { it["subject"][at]["name"] = "elsewhere.json"; });
    mutations.emplace_back("other digest", [at](Json& it) {
      it["subject"][at]["digest"]["sha256"] = std::string(64, 'a');
    });
    mutations.emplace_back("subject twice",
                           [at](Json& it) { it["subject"].push_back(it["subject"][at]); });
  }
  mutations.emplace_back("swapped digests", [](Json& it) {
    std::swap(it["subject"][1]["digest"], it["subject"][2]["digest"]);
  });
  mutations.emplace_back("extra subject", [](Json& it) {
    it["subject"].push_back({{"name", "x"}, {"digest", {{"sha256", std::string(64, 'a')}}}});
  });
  mutations.emplace_back("other type",
                         [](Json& it) { it["_type"] = "https://in-toto.io/Statement/v0.1"; });
  mutations.emplace_back("other predicate", [](Json& it) {
    it["predicateType"] = "urn:mig-gates:predicate:approval:v1";
  });
  for (const auto& [what, mutate] : mutations) {
    auto repository = complete_repository();
    repository.on_statement = [&mutate](std::size_t at, Json& statement) {
      if (at == 1) mutate(statement);
    };
    fs::remove_all(folder.path());
    repository.write(folder.path());
    EXPECT_NE(judge(folder.path()).exit_code, 0) << what;
  }
}

}  // namespace
