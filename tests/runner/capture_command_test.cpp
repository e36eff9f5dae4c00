// mig-run capture from its command line: what it writes, how it fails, and what it never shows.
#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "runner/cluster_testing.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::must;
using mig::test::ProcessResult;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPassword = "S3cret/of @ll %times";
constexpr const char* kEncoded = "S3cret%2Fof%20%40ll%20%25times";

class CaptureCommand : public mig::test::WithCluster {
 protected:
  static void SetUpTestSuite() {
    WithCluster::SetUpTestSuite();
    if (!cluster) return;
    auto admin = mig::postgres::Connection::open(cluster->as_superuser("postgres"));
    must(*admin, std::string("ALTER ROLE mig_owner PASSWORD '") + kPassword + "'");
    must(*admin, "ALTER ROLE postgres PASSWORD 'other'");
    must(*admin, "CREATE ROLE somebody LOGIN");
    // From here on mig_owner has to tell its password.
    std::ofstream rules(cluster->folder() + "/data/pg_hba.conf");
    rules << "local all postgres trust\nlocal all all scram-sha-256\n";
    rules.close();
    must(*admin, "SELECT pg_reload_conf()");
    for (int i = 0; i < 200; ++i) {
      if (!mig::postgres::Connection::open(cluster->as_owner("postgres"))) return;
      ::usleep(10'000);
    }
    FAIL() << "the rules were not read again";
  }

  void SetUp() override {
    WithCluster::SetUp();
    if (IsSkipped()) return;
    fs::create_directory(folder.path() + "/.mig");
    fs::create_directory(folder.path() + "/baselines");
    output = folder.path() + "/baselines/pre.json";
  }

  std::string dsn(const std::string& password) const {
    std::string path;
    for (const char letter : cluster->folder() + "/s")
      path += letter == '/' ? std::string("%2F") : std::string(1, letter);
    return "postgresql://mig_owner:" + password + "@/" + database + "?host=" + path;
  }

  ProcessResult run(const std::string& value, std::vector<std::string> more = {}) const {
    std::vector<std::string> command{
        mig::test::tool_path("mig-run"), "capture", "--dsn-env", "MIG_TEST_DSN", "-o", output};
    command.insert(command.end(), more.begin(), more.end());
    return mig::test::run_process(command, {folder.path(), "", {"MIG_TEST_DSN=" + value}});
  }

  /// Nothing of the connection string is in what a run said and wrote.
  void expect_silence(const ProcessResult& result) const {
    auto all = result.standard_output + result.standard_error;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      if (entry.is_regular_file() && entry.path().filename() != "dsn")
        all += mig::test::read_file(entry.path().string());
    }
    for (const auto* secret : {kPassword, kEncoded, "S3cret", "mig_owner:", "wrong-one"})
      EXPECT_THAT(all, Not(HasSubstr(secret)));
  }

  bool nothing_written() const { return fs::is_empty(folder.path() + "/baselines"); }

  mig::test::TemporaryFolder folder;
  std::string output;
};

TEST_F(CaptureCommand, WritesABaselineThatTheGatesAccept) {
  auto admin = connect_as_superuser();
  must(admin,
       "CREATE SCHEMA governance; CREATE TABLE governance.decisions (id bigint PRIMARY KEY); "
       "CREATE TABLE public.parcels (id bigint PRIMARY KEY)");
  const auto result = run(dsn(kEncoded), {"--phase", "post", "--now", "2026-03-01T18:30:04Z"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("wrote " + output));
  const auto text = mig::test::read_file(output);
  EXPECT_THAT(text, HasSubstr("\"phase\": \"post\""));
  EXPECT_THAT(text, HasSubstr("\"captured_at\": \"2026-03-01T18:30:04Z\""));
  EXPECT_THAT(text, HasSubstr("\"name\": \"mig-run\""));
  EXPECT_THAT(text, HasSubstr("\"governance\""));
  expect_silence(result);
  const auto judged = mig::test::run_process({mig::test::tool_path("mig-validate"), "--root",
                                              folder.path(), "--kind", "baseline", output});
  EXPECT_EQ(judged.exit_code, 0) << judged.standard_output;
  // The same again is the same file.
  EXPECT_EQ(run(dsn(kEncoded), {"--phase", "post", "--now", "2026-03-01T18:30:04Z"}).exit_code, 0);
  EXPECT_EQ(mig::test::read_file(output), text);
}

TEST_F(CaptureCommand, TheProtectedDomainsAreThoseOfThePolicy) {
  folder.write(".mig/policy.yml",
               "schema_version: policy.v1\nprotected_domains:\n  schemas: [ledger]\n");
  ASSERT_EQ(run(dsn(kEncoded)).exit_code, 0);
  EXPECT_THAT(mig::test::read_file(output), HasSubstr("\"ledger\""));
  folder.write(".mig/policy.yml", "schema_version: policy.v9\n");
  fs::remove(output);
  EXPECT_EQ(run(dsn(kEncoded)).exit_code, 2);
  EXPECT_TRUE(nothing_written());
}

TEST_F(CaptureCommand, ReadsTheStringFromAFile) {
  folder.write("dsn", dsn(kEncoded) + "\n");
  const auto result = mig::test::run_process({mig::test::tool_path("mig-run"), "capture",
                                              "--dsn-file", folder.path() + "/dsn", "-o", output});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  expect_silence(result);
}

TEST_F(CaptureCommand, AWrongPasswordIsNoVerdict) {
  const auto result = run(dsn("wrong-one"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("password authentication failed"));
  EXPECT_TRUE(nothing_written());
  expect_silence(result);
}

TEST_F(CaptureCommand, AServerThatIsNotThereIsNoVerdict) {
  for (const auto* where : {"host=/nowhere/at/all", "host=127.0.0.1 port=1",
                            "host=no-such-host.invalid", "service=nosuch"}) {
    const auto result = run(std::string(where) + " user=mig_owner dbname=x password='" +
                            std::string(kPassword) + "'");
    EXPECT_EQ(result.exit_code, 3) << where;
    EXPECT_THAT(result.standard_error, HasSubstr("$MIG_TEST_DSN names")) << where;
    EXPECT_TRUE(nothing_written());
    expect_silence(result);
  }
}

// It accepts connections and never says a word.
TEST_F(CaptureCommand, AServerThatIsSilentIsNoVerdict) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto path = folder.path() + "/.s.PGSQL.5432";
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(server, 1), 0);
  const auto result = run("host=" + folder.path() + " user=u password='" + kPassword + "'");
  ::close(server);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("no answer within"));
  expect_silence(result);
}

TEST_F(CaptureCommand, AMissingDatabaseOrRightIsNoVerdict) {
  auto other = dsn(kEncoded);
  other.replace(other.find("/" + database + "?"), database.size() + 2, "/nosuch?");
  auto result = run(other);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("does not exist"));
  expect_silence(result);
  auto admin = connect_as_superuser();
  must(admin, "REVOKE SELECT ON pg_catalog.pg_constraint FROM PUBLIC");
  result = run(dsn(kEncoded));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("permission denied"));
  EXPECT_TRUE(nothing_written());
  expect_silence(result);
}

TEST_F(CaptureCommand, AFullDiskLeavesNothingHalfWritten) {
  const auto small = folder.path() + "/small";
  fs::create_directory(small);
  if (::mount("none", small.c_str(), "tmpfs", 0, "size=8k,mode=755") != 0)
    GTEST_SKIP() << "this user may not mount a small file system";
  auto admin = connect_as_superuser();
  must(admin,
       "DO $$ BEGIN FOR i IN 1..60 LOOP EXECUTE 'CREATE TABLE t' || i || ' (a integer)'; "
       "END LOOP; END $$");
  output = small + "/pre.json";
  std::ofstream(output) << "the old one";
  const auto result = run(dsn(kEncoded), {"--root", folder.path()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("No space left"));
  EXPECT_EQ(mig::test::read_file(output), "the old one");
  EXPECT_EQ(std::distance(fs::directory_iterator(small), fs::directory_iterator()), 1);
  expect_silence(result);
  ::umount(small.c_str());
}

TEST_F(CaptureCommand, AFolderThatIsMissingIsTold) {
  output = folder.path() + "/nosuch/pre.json";
  const auto result = run(dsn(kEncoded));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("nosuch"));
  expect_silence(result);
}

TEST_F(CaptureCommand, AStringThatCannotBeReadIsNotShown) {
  const auto result = run(std::string("postgresql://u:") + kEncoded + "@[::1");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("cannot be understood"));
  expect_silence(result);
}

TEST_F(CaptureCommand, MisuseIsAUsageError) {
  const auto tool = mig::test::tool_path("mig-run");
  const auto secret = dsn(kEncoded);
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"capture", "-o", output},
           {"capture", "-o", output, "--dsn-env", "A", "--dsn-file", "b"},
           {"capture", "--dsn-env", "A"},
           {"capture", "-o", output, "--dsn-env", "A", "--phase", "between"},
           {"capture", "-o", output, "--dsn-env", secret},
           {"capture", "-o", output, "--dsn-file", secret},
           {"capture", "-o", output, secret},
           {"capture", "-o", output, "--dsn", secret},
           {"capture", "-o", output, "--dsn=" + secret},
           {secret},
           {}}) {
    std::vector<std::string> command{tool};
    command.insert(command.end(), words.begin(), words.end());
    const auto result = mig::test::run_process(command);
    EXPECT_EQ(result.exit_code, 2) << result.standard_error;
    EXPECT_FALSE(result.standard_error.empty());
    expect_silence(result);
  }
  const auto when = run(dsn(kEncoded), {"--now", "yesterday"});
  EXPECT_EQ(when.exit_code, 2);
  EXPECT_TRUE(nothing_written());
}

}  // namespace
