// What a reviewer sees of a bundle, by the program itself: what changed, what went in, what came
// out, why it is acceptable; and no value that may not be shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::read_file;
using mig::test::run_process;
using mig::test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kBundle = "migrations/postgis/PG-MIG-2026-03-01-01";

/// A copy of one of the sample repositories.
class Repository {
 public:
  explicit Repository(const std::string& name) {
    fs::copy(fs::path(MIG_SOURCE_DIR) / "fixtures/valid/bundles" / name, folder_.path(),
             fs::copy_options::recursive);
    fs::remove(fs::path(folder_.path()) / "expected.json");
  }

  const std::string& path() const { return folder_.path(); }

  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    auto text = read_file(folder_.path() + "/" + file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    folder_.write(file, text.replace(at, from.size(), to));
  }

  std::string page(const std::string& format) const {
    return run_process({mig::test::tool_path("mig-gate"), "--root", ".", "--now",
                        "2026-04-01T00:00:00Z", "--output", format, "."},
                       {folder_.path(), "", {}})
        .standard_output;
  }

 private:
  TemporaryFolder folder_;
};

TEST(EvidenceView, ShowsWhatChangedWhatWentInWhatCameOutAndWhy) {
  const auto page = Repository("postgis-executed-signed").page("html");
  for (const char* part :
       {"Why it is acceptable", "nothing that was checked speaks against it",
        "approved: approval-missing-role", "evidence of rollback: rehearsed in isolation",
        "<h3>What changed</h3>", "<code>index public.parcels_geom_idx</code>",
        "Add a spatial index to parcels", "<dt>max row backfill</dt><dd>0</dd>",
        "<h3>Inputs and outputs</h3>", "<dt>environment</dt><dd>prod</dd>",
        "<td data-of=\"input\"><code>forward.sql</code></td>",
        "<td data-of=\"output\"><code>baselines/post.json</code></td>",
        "<td data-of=\"the file here\">the same</td>",
        "by svc:migrations-runner with key sha256:", "<h3>Approvals and justifications</h3>",
        "person:ada as governance on ", "input of the rehearsal"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  EXPECT_THAT(page, Not(HasSubstr("differs: sha256:")));
}

// Its folders would have prod between the other two.
TEST(EvidenceView, ShowsRunsAsTheyHappened) {
  const Repository repository("postgis-executed-signed");
  const auto page = repository.page("html");
  const auto dev = page.find("<h4>dev, 2026-03-02, pass</h4>");
  const auto stage = page.find("<h4>stage, 2026-03-03, pass</h4>");
  const auto prod = page.find("<h4>prod, 2026-03-05, pass</h4>");
  ASSERT_NE(prod, std::string::npos);
  EXPECT_LT(dev, stage);
  EXPECT_LT(stage, prod);
}

TEST(EvidenceView, MakesDangersStandOut) {
  const auto page = Repository("postgis-executed-signed").page("html");
  EXPECT_THAT(page, HasSubstr("<strong class=\"badge\">lock access exclusive</strong> line 2; "
                              "outside of a transaction</td>"));
}

TEST(EvidenceView, TellsWhichFileIsNotWhatTheReceiptNames) {
  const Repository repository("postgis-executed-signed");
  repository.replace(std::string(kBundle) + "/forward.sql", "\n", "\n-- later\n");
  const auto page = repository.page("html");
  EXPECT_THAT(page, HasSubstr("Why it is not acceptable"));
  EXPECT_THAT(page, HasSubstr("differs: sha256:"));
  EXPECT_THAT(repository.page("markdown"), HasSubstr("not the same here)"));
}

TEST(EvidenceView, HoldsNoValueThatMayNotBeShown) {
  const Repository repository("postgis-executed-signed");
  const std::string bundle = kBundle;
  // Each in another document, where its words come from.
  const std::string token = "ghp_" + std::string("W4kq9ZtR7bVxN2mLsY8cD5fHjP3gA6eQuT1i");
  const std::string password = "correct-Horse7battery";
  repository.replace(bundle + "/migration.yml", "Add a spatial index", "Add with " + token);
  repository.replace(bundle + "/migration.yml", "scripts/migrate.sh",
                     "postgres://ada:" + password + "@db.example.com/maps");
  repository.replace(bundle + "/approvals/governance.yml",
                     "reason: ", "reason: with " + token + "; ");
  repository.replace(bundle + "/receipts/run_receipt.json", "\"name\": \"dev\"",
                     "\"name\": \"" + token + "\"");
  for (const char* format : {"html", "markdown", "markdown-comment"}) {
    const auto page = repository.page(format);
    EXPECT_THAT(page, HasSubstr("with ***")) << format;
    EXPECT_THAT(page, Not(HasSubstr(token))) << format;
    EXPECT_THAT(page, Not(HasSubstr(password))) << format;
  }
}

TEST(EvidenceView, IsNotComputedForOtherFormats) {
  const Repository repository("postgis-executed-signed");
  EXPECT_THAT(repository.page("json"), Not(HasSubstr("migrations-runner with key")));
  EXPECT_THAT(repository.page("text"), Not(HasSubstr("What changed")));
}

}  // namespace
