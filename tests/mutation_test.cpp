// Every document is damaged in every place, one damage at a time; each must end in a finding or an
// error. What may pass in silence stands in one reviewed list, and an entry that no mutant needs
// fails.
//
// A sample goes through the binary; MIG_WHOLE_RUN=1 (bench/full_mutations) sends everything. Where
// sanitizers look on all of it is a sample.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "mig/app/gates.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/single_document.hpp"
#include "mig/bundle/load.hpp"
#include "mutation_seeds.hpp"
#include "mutations.hpp"
#include "support/sampling.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::as_written;
using mig::test::Mutant;
using mig::test::mutants_of;
using mig::test::Sample;
using mig::test::SampleRepository;
using nlohmann::ordered_json;

constexpr std::size_t kThroughTheBinary = 40;

/// Damages of one place that may go unseen, and why.
struct Silence {
  const char* place;      ///< "<document>:<path>", with "*" for positions in lists
  const char* mutations;  ///< separated by ", "
  const char* reason;
};

#include "data/mutation_silences.inc"

/// What the reviewed list excuses: "<place> <mutation>".
std::set<std::string> excused_labels() {
  std::set<std::string> labels;
  for (const auto& silence : kSilences) {
    std::string_view rest = silence.mutations;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(", "), rest.size());
      labels.insert(std::string(silence.place) + " " + std::string(rest.substr(0, end)));
      rest.remove_prefix(std::min(rest.size(), end + 2));
    }
  }
  return labels;
}

/// Which entries of the reviewed list no mutant has needed yet.
std::set<std::string>& unneeded() {
  static std::set<std::string> labels = excused_labels();
  return labels;
}

bool may_be_silent(const std::string& label) {
  static const std::set<std::string> excused = excused_labels();
  unneeded().erase(label);
  return excused.contains(label);
}

using Verdicts = std::set<std::string>;

/// What is open above info, and errors.
Verdicts verdicts_of_document(mig::contract::DocumentKind kind, const std::string& json_text) {
  static const auto rules = mig::app::rules_of(*mig::app::find_tool("mig-validate"));
  auto facts = mig::bundle::examine_document("document", as_written(kind, json_text), kind);
  if (!facts) return {"error"};
  mig::bundle::RepositoryFacts surroundings;
  surroundings.now = mig::test::kNow;
  const auto findings = mig::app::judge_single_document(std::move(*facts), surroundings, rules);
  Verdicts open;
  for (const auto& finding : findings) {
    if (finding.severity != mig::Severity::info) open.insert(finding.rule + finding.message);
  }
  return open;
}

class Documents : public testing::TestWithParam<mig::contract::KindInfo> {};

TEST_P(Documents, EveryDamageIsToldByTheDocumentAlone) {
  const auto& info = GetParam();
  std::size_t count = 0;
  Sample sample;
  for (const auto& example : mig::test::examples_of(std::string(info.schema_file))) {
    ASSERT_TRUE(verdicts_of_document(info.kind, example.dump()).empty())
        << "the example itself is not sound";
    for (const auto& mutant : mutants_of(example)) {
      ++count;
      if (!sample.takes()) continue;
      if (!verdicts_of_document(info.kind, mutant.bytes).empty()) continue;
      const auto label = std::string(info.name) + ":" + mutant.place;
      EXPECT_TRUE(may_be_silent(label)) << label << " passes in silence";
    }
  }
  EXPECT_GT(count, 30U);
  std::printf("%s: %zu mutants\n", std::string(info.name).c_str(), count);
}

TEST_P(Documents, ASampleGoesThroughTheBinary) {
  const auto& info = GetParam();
  const auto mutants = mutants_of(mig::test::examples_of(std::string(info.schema_file)).front());
  const std::size_t stride = mig::test::is_whole_run() ? 1 : mutants.size() / kThroughTheBinary + 1;
  Sample sample;
  for (std::size_t i = 0; i < mutants.size(); i += stride) {
    if (!sample.takes()) continue;
    const bool expected = verdicts_of_document(info.kind, mutants[i].bytes).empty();
    const auto result = mig::test::run_tool("mig-validate", {"--kind", std::string(info.name), "-"},
                                            {"", as_written(info.kind, mutants[i].bytes), {}});
    EXPECT_EQ(result.exit_code == 0, expected) << mutants[i].place << result.standard_output;
    EXPECT_LT(result.exit_code, 5) << mutants[i].place;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Documents,
                         testing::ValuesIn(mig::contract::all_kinds().begin(),
                                           mig::contract::all_kinds().end()),
                         [](const auto& instance) { return std::string(instance.param.name); });

/// The verdict over the whole repository, in this process.
int gate(const SampleRepository& repository) {
  mig::app::Options options;
  options.root = repository.path();
  options.paths = {repository.path()};
  options.now = mig::test::kNow;
  const auto report = mig::app::judge(*mig::app::find_tool("mig-gate"), options);
  return report ? report->exit_code : 3;
}

std::string kind_name(const std::string& file) {
  return std::string(mig::contract::info_of(*mig::contract::kind_by_path(file)).name);
}

/// Judges the repository with one file changed, and puts the file back.
void expect_refusal(const SampleRepository& repository, const std::string& file,
                    const std::string& label, const std::string& bytes) {
  const auto before = repository.read(file);
  if (before == bytes) return;
  repository.write(file, bytes);
  if (gate(repository) == 0) {
    EXPECT_TRUE(may_be_silent(label)) << label << " passes in silence";
  }
  repository.write(file, before);
}

bool is_of_a_rehearsal(const std::string& file) {
  return file.find("/rehearsal/") != std::string::npos;
}

/// Without rehearsals: whatever is damaged, a rehearsal of other bytes would be told, and what the
/// rules miss would not show.
void forget_rehearsals(const SampleRepository& repository) {
  for (const auto& bundle : {mig::test::kExecutedBundle, mig::test::kDraftBundle}) {
    fs::remove_all(repository.file(bundle + "/rehearsal"));
  }
  const std::string policy = ".mig/policy.yml";
  repository.write(policy, repository.read(policy) + "rollback:\n  evidence: []\n");
}

TEST(Repository, EveryDamagedValueIsToldByTheGate) {
  const SampleRepository rehearsed;
  const SampleRepository bare;
  forget_rehearsals(bare);
  ASSERT_EQ(gate(rehearsed), 0);
  ASSERT_EQ(gate(bare), 0);
  std::size_t count = 0;
  Sample sample;
  for (const auto& file : mig::test::documents_in(rehearsed)) {
    const auto& repository = is_of_a_rehearsal(file) ? rehearsed : bare;
    // Bound byte by byte: EveryDamagedFileIsToldByTheGate says enough.
    if (file.find("/rehearsal/baselines/") != std::string::npos) continue;
    const auto document = mig::test::as_json(file, repository.read(file));
    for (const auto& mutant : mutants_of(document)) {
      ++count;
      if (!sample.takes()) continue;
      expect_refusal(repository, file, "in place " + kind_name(file) + ":" + mutant.place,
                     as_written(*mig::contract::kind_by_path(file), mutant.bytes));
    }
  }
  EXPECT_GT(count, 300U);
  std::printf("repository: %zu mutants\n", count);
}

TEST(Repository, EveryDamagedFileIsToldByTheGate) {
  const SampleRepository repository;
  Sample sample;
  for (const auto& file : mig::test::files_in(repository)) {
    if (!sample.takes()) continue;
    const auto bytes = repository.read(file);
    expect_refusal(repository, file, file + ": emptied", "");
    expect_refusal(repository, file, file + ": halved", bytes.substr(0, bytes.size() / 2));
    fs::remove(repository.file(file));
    if (gate(repository) == 0) {
      EXPECT_TRUE(may_be_silent(file + ": deleted")) << file << " may be deleted in silence";
    }
    repository.write(file, bytes);
  }
}

TEST(Repository, SwappedAndRecasedValuesOfADeclarationAreToldByTheGate) {
  const SampleRepository repository;
  forget_rehearsals(repository);
  for (const auto& bundle : {mig::test::kExecutedBundle, mig::test::kDraftBundle}) {
    const auto file = bundle + "/migration.yml";
    const auto document = mig::test::as_json(file, repository.read(file));
    for (const auto& mutant : mig::test::swaps_of(document)) {
      expect_refusal(repository, file, "swapped " + mutant.place, mutant.bytes);
    }
    auto recased = document;
    for (auto& letter : recased["migration_id"].get_ref<std::string&>()) {
      letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    expect_refusal(repository, file, file + ": id in lower case", recased.dump());
  }
}

/// Runs after every other test of this program, whatever their order is.
class ReviewedList : public testing::Environment {
 public:
  void TearDown() override {
    const auto* program = testing::UnitTest::GetInstance();
    // Some entries are for what a sample leaves out.
    if (!Sample::takes_all()) return;
    if (program->test_to_run_count() != program->total_test_count()) return;
    for (const auto& label : unneeded()) ADD_FAILURE() << "no mutant needs the entry " << label;
  }
};

const auto* const kReviewedList = testing::AddGlobalTestEnvironment(new ReviewedList);

}  // namespace
