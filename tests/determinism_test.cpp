// The same input gives the same bytes: whatever the threads, the order on disk, the place, the
// locale.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;

constexpr int kBundles = 40;
const std::vector<std::string> kFormats{"text",
                                        "concise",
                                        "json",
                                        "sarif",
                                        "github",
                                        "markdown",
                                        "markdown-comment",
                                        "junit",
                                        "gitlab-codequality",
                                        "gitlab-secrets",
                                        "html"};

using Files = std::map<std::string, std::string>;

std::string id_of(int number) {
  const int day = number % 28 + 1;
  return std::string("PG-MIG-2026-04-") + (day < 10 ? "0" : "") + std::to_string(day) +
         (number < 28 ? "-01" : "-02");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// One fault of many kinds, by number; 0 is none.
void damage(Files& files, const std::string& folder, int number) {
  auto& declaration = files[folder + "/migration.yml"];
  switch (number % 10) {
    case 1:
      files.erase(folder + "/rollback.sql");
      break;
    case 2:
      files[folder + "/notes.md"] = replaced(files[folder + "/notes.md"], "## Risks", "## Hazards");
      break;
    case 3:
      declaration = replaced(declaration, "type: postgis", "type: tape");
      break;
    case 4:
      declaration += "unknown: 1\nunknown_too: 2\n";
      break;
    case 5:
      declaration = replaced(declaration, "intent:", "intend:");
      break;
    case 6:
      declaration += "depends_on: [PG-MIG-2026-04-28-01, PG-MIG-2025-01-01-01]\n";
      break;
    case 7:
      files[folder + "/forward.sql"].clear();
      break;
    case 8:
      declaration = "a: [1\n";
      break;
    case 9:
      files[folder + "/baselines/extra.json"] = "{\"a\": 1, \"a\": 2}";
      break;
    default:
      break;
  }
}

/// Forty bundles grown from a good draft, most of them faulty.
Files varied_repository(bool with_faults) {
  const mig::test::SampleRepository sample;
  Files files;
  std::string registry;
  for (int number = 0; number < kBundles; ++number) {
    const auto id = id_of(number);
    const auto folder = "migrations/postgis/" + id;
    for (const char* name : {"migration.yml", "forward.sql", "rollback.sql", "notes.md"}) {
      files[folder + "/" + name] =
          replaced(sample.read(mig::test::kDraftBundle + "/" + name), "PG-MIG-2026-03-10-01", id);
    }
    // Each adds a column of its own: what an earlier one made is not made again.
    for (const char* name : {"forward.sql", "rollback.sql"}) {
      auto& script = files[folder + "/" + name];
      script = replaced(script, "surveyed_on", "surveyed_on_" + std::to_string(number));
    }
    auto& declaration = files[folder + "/migration.yml"];
    declaration = replaced(declaration, "depends_on: [PG-MIG-2026-03-01-01]\n", "");
    if (with_faults) damage(files, folder, number);
    registry += (number == 0 ? "" : ",\n") + std::string("{\"id\": \"") + id +
                "\", \"type\": \"postgis\", \"owners\": [\"map-team\"], \"status\": \"draft\"}";
  }
  files["migrations/registry/migrations.v1.json"] =
      "{\"schema_version\": \"migrations.v1\", \"migrations\": [" + registry + "]}\n";
  // Their ids are new: no rehearsal is of these bytes.
  files[".mig/policy.yml"] = sample.read(".mig/policy.yml") + "rollback:\n  evidence: []\n";
  return files;
}

/// Creates the files in an order of its own, so that folders list them in another one.
void create(const mig::test::TemporaryFolder& folder, const Files& files, unsigned seed) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  std::mt19937 random(seed);
  std::shuffle(names.begin(), names.end(), random);
  for (const auto& name : names) folder.write(name, files.at(name));
}

/// Every format of one run, one after the other.
std::string reports_of(const std::string& folder, const std::vector<std::string>& arguments,
                       const std::vector<std::string>& environment = {}, int expected = 1) {
  const mig::test::TemporaryFolder reports;
  std::vector<std::string> words{"--root", ".", "--commit", std::string(40, 'a')};
  for (const auto& format : kFormats) {
    words.insert(words.end(), {"--output", format + "=" + reports.path() + "/" + format});
  }
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto result = mig::test::run_tool("mig-gate", words, {folder, "", environment});
  EXPECT_EQ(result.exit_code, expected) << result.standard_error;
  std::string all = result.standard_output + result.standard_error;
  for (const auto& format : kFormats) {
    const auto report = mig::test::read_file(reports.path() + "/" + format);
    EXPECT_GT(report.size(), 100U) << format;
    all += report;
  }
  return all;
}

class Determinism : public testing::Test {
 protected:
  Determinism() : files_(varied_repository(true)) { create(folder_, files_, 1); }

  Files files_;
  mig::test::TemporaryFolder folder_;
};

TEST_F(Determinism, OfThreads) {
  const auto expected = reports_of(folder_.path(), {"--threads", "1", "migrations"});
  for (const char* threads : {"2", "8"}) {
    for (int repeat = 0; repeat < 3; ++repeat) {
      EXPECT_EQ(reports_of(folder_.path(), {"--threads", threads, "migrations"}), expected)
          << threads;
    }
  }
}

TEST_F(Determinism, OfPlaceAndOrderOnDisk) {
  const auto expected = reports_of(folder_.path(), {"migrations"});
  for (unsigned seed = 2; seed < 5; ++seed) {
    const mig::test::TemporaryFolder elsewhere;
    create(elsewhere, files_, seed);
    auto reports = reports_of(elsewhere.path(), {"migrations"});
    EXPECT_EQ(replaced(reports, elsewhere.path(), folder_.path()), expected) << seed;
  }
}

// Only a remedy in the text format may name where the tree lies, so that it can be run as it is.
TEST_F(Determinism, MachineFormatsDoNotNameThePlace) {
  for (const std::string& format : kFormats) {
    if (format == "text") continue;
    const auto result =
        mig::test::run_tool("mig-gate", {"--output", format, "--commit", std::string(40, 'a'),
                                         "--root", folder_.path(), folder_.path() + "/migrations"});
    EXPECT_EQ(result.exit_code, 1) << format << result.standard_error;
    EXPECT_EQ(result.standard_output.find(folder_.path()), std::string::npos) << format;
  }
}

TEST_F(Determinism, OfLocaleAndTimeZone) {
  const auto expected = reports_of(folder_.path(), {"migrations"});
  const std::vector<std::vector<std::string>> environments{
      {"LC_ALL=C", "TZ=UTC"}, {"LC_ALL=C.UTF-8", "TZ=Asia/Tokyo"}, {"LC_ALL=de_DE.UTF-8"}};
  for (const auto& environment : environments) {
    EXPECT_EQ(reports_of(folder_.path(), {"migrations"}, environment), expected);
  }
}

TEST_F(Determinism, OfTheOrderOfPaths) {
  std::vector<std::string> paths;
  for (int number = 0; number < kBundles; ++number) {
    paths.push_back("migrations/postgis/" + id_of(number));
  }
  const auto expected = reports_of(folder_.path(), paths);
  std::mt19937 random(7);
  for (int repeat = 0; repeat < 3; ++repeat) {
    std::shuffle(paths.begin(), paths.end(), random);
    auto words = paths;
    words.push_back(paths.front());
    EXPECT_EQ(reports_of(folder_.path(), words), expected);
  }
}

// From the best verdict to the worst.
int rank(int exit_code) {
  const std::map<int, int> ranks{{0, 0}, {4, 1}, {1, 2}, {3, 3}};
  return ranks.at(exit_code);
}

TEST_F(Determinism, StrictIsNeverMilder) {
  for (int number = 0; number < kBundles; ++number) {
    const auto bundle = "migrations/postgis/" + id_of(number);
    const auto judge = [&](std::vector<std::string> words) {
      words.insert(words.end(), {"--root", ".", bundle});
      return mig::test::run_tool("mig-gate", words, {folder_.path(), "", {}}).exit_code;
    };
    const int normal = judge({});
    EXPECT_GE(rank(judge({"--strict"})), rank(normal)) << bundle;
    EXPECT_EQ(normal == 0, number % 10 == 0) << bundle << " gave " << normal;
  }
}

TEST(Monotony, AFaultMoreNeverTurnsARefusalIntoAPass) {
  auto files = varied_repository(false);
  const auto verdict = [&] {
    const mig::test::TemporaryFolder folder;
    create(folder, files, 1);
    return mig::test::run_tool("mig-gate", {"--root", ".", "migrations"}, {folder.path(), "", {}})
        .exit_code;
  };
  ASSERT_EQ(verdict(), 0) << "without faults";
  int worst = 0;
  for (const int number : {2, 4, 1, 3, 5, 6, 7, 8, 9}) {
    damage(files, "migrations/postgis/" + id_of(number), number);
    const int now = verdict();
    EXPECT_NE(now, 0) << number;
    EXPECT_GE(rank(now), worst) << number;
    worst = rank(now);
  }
}

}  // namespace
