// A throw-away cluster goes, whatever happens to it or to us.
#include "mig/postgres/cluster.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "mig/postgres/connection.hpp"
#include "mig/postgres/installation.hpp"
#include "mig/postgres/scratch_folder.hpp"
#include "mig/postgres/stop.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::ErrorKind;
using mig::postgres::Cluster;
using mig::postgres::ClusterOptions;
using mig::postgres::Connection;
using mig::postgres::remove_abandoned_clusters;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ClusterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!mig::postgres::find_installation()) GTEST_SKIP() << "no PostgreSQL server is installed";
    // The server's user has to walk through it.
    ::chmod(folder.path().c_str(), 0755);
    options.parent = folder.path();
  }

  std::vector<std::string> left_behind() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder.path()))
      names.push_back(entry.path().filename().string());
    return names;
  }

  /// Starts a cluster in a process of its own, which tells its server and then waits.
  pid_t start_elsewhere(pid_t& server) const {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
      mig::postgres::watch_stop_signals();
      {
        auto cluster = Cluster::start(options);
        const pid_t number = cluster ? cluster->server_process() : 0;
        if (!cluster) ADD_FAILURE() << cluster.error().message;
        (void)!::write(ends[1], &number, sizeof number);
        while (cluster && !mig::postgres::stop_requested())
          (void)mig::postgres::wait_for(-1, false, std::chrono::seconds(60));
      }
      ::_exit(3);
    }
    if (::read(ends[0], &server, sizeof server) != sizeof server) server = 0;
    ::close(ends[0]);
    ::close(ends[1]);
    return child;
  }

  static bool goes(pid_t process) {
    for (int i = 0; i < 1000; ++i) {
      if (::kill(process, 0) != 0) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  mig::test::TemporaryFolder folder;
  ClusterOptions options;
};

TEST_F(ClusterTest, StartsServesAndGoes) {
  pid_t server = 0;
  {
    auto cluster = Cluster::start(options);
    ASSERT_TRUE(cluster) << cluster.error().message;
    server = cluster->server_process();
    EXPECT_TRUE(cluster->is_running());
    ASSERT_TRUE(cluster->create_database("one"));
    auto connection = Connection::open(cluster->as_owner("one"));
    ASSERT_TRUE(connection) << connection.error().message;
    auto rows = connection->query(
        "SELECT current_setting('listen_addresses'), current_setting('fsync'), "
        "current_setting('is_superuser'), (SELECT rolname FROM pg_database JOIN pg_roles ON "
        "pg_roles.oid = datdba WHERE datname = 'one') = current_user");
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_EQ(rows->text(0, 0), "");
    EXPECT_EQ(rows->text(0, 1), "off");
    EXPECT_EQ(rows->text(0, 2), "off");
    EXPECT_TRUE(rows->is_true(0, 3));
  }
  EXPECT_TRUE(goes(server));
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(ClusterTest, NobodyElseReachesIt) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  struct stat status {};
  ASSERT_EQ(::stat(cluster->folder().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0007U, 0U);
  for (const auto* inner : {"/data", "/s"}) {
    ASSERT_EQ(::stat((cluster->folder() + inner).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0077U, 0U) << inner;
  }
  ASSERT_EQ(::stat(("/proc/" + std::to_string(cluster->server_process())).c_str(), &status), 0);
  EXPECT_NE(status.st_uid, 0U) << "the server runs as root";
}

TEST_F(ClusterTest, CopiesAndDropsDatabases) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  ASSERT_TRUE(cluster->create_database("one"));
  {
    auto connection = Connection::open(cluster->as_owner("one"));
    ASSERT_TRUE(connection->command("CREATE TABLE t (id integer); INSERT INTO t VALUES (7)"));
  }
  // The session may still be leaving.
  auto copied = cluster->create_database("a \"copy\"", "one");
  ASSERT_TRUE(copied) << copied.error().message;
  auto connection = Connection::open(cluster->as_owner("a \"copy\""));
  ASSERT_TRUE(connection) << connection.error().message;
  EXPECT_EQ(connection->query("SELECT id FROM t")->text(0, 0), "7");
  // Dropped although somebody is connected.
  EXPECT_TRUE(cluster->drop_database("a \"copy\""));
  EXPECT_FALSE(connection->query("SELECT 1"));
  EXPECT_FALSE(Connection::open(cluster->as_owner("a \"copy\"")));
  EXPECT_FALSE(cluster->create_database("one"));
}

TEST_F(ClusterTest, TheEnvironmentDecidesNothing) {
  for (const auto* name : {"PGHOST", "PGDATA", "PGPORT", "PGSERVICE", "PGDATABASE"})
    ::setenv(name, "nowhere", 1);
  ::setenv("PGOPTIONS", "-c search_path=nowhere", 1);
  ::setenv("PGSSLMODE", "verify-full", 1);
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  auto connection = Connection::open(cluster->as_owner("postgres"));
  ASSERT_TRUE(connection) << connection.error().message;
  EXPECT_EQ(connection->query("SHOW search_path")->text(0, 0), "\"$user\", public");
  for (const auto* name :
       {"PGHOST", "PGDATA", "PGPORT", "PGSERVICE", "PGDATABASE", "PGOPTIONS", "PGSSLMODE"})
    ::unsetenv(name);
}

TEST_F(ClusterTest, AKilledServerIsAnErrorAndGoes) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  auto connection = Connection::open(cluster->as_owner("postgres"));
  ASSERT_TRUE(connection);
  const int backend = connection->server_process();
  ::kill(cluster->server_process(), SIGKILL);
  ::kill(backend, SIGKILL);
  auto outcome = connection->run("SELECT pg_sleep(30)");
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("was lost"));
  EXPECT_FALSE(cluster->create_database("more"));
  auto stopped = cluster->stop();
  EXPECT_TRUE(stopped) << stopped.error().message;
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(ClusterTest, ABusyOrphanOfAKilledServerGoesToo) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  mig::postgres::ConnectionOptions hasty;
  hasty.statement_timeout = std::chrono::milliseconds(0);
  auto connection = Connection::open(cluster->as_owner("postgres"), hasty);
  ASSERT_TRUE(connection);
  const int backend = connection->server_process();
  std::thread busy([&] { (void)connection->run("DO $$ BEGIN LOOP END LOOP; END $$"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  ::kill(cluster->server_process(), SIGKILL);
  EXPECT_TRUE(cluster->stop());
  busy.join();
  EXPECT_TRUE(goes(backend));
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(ClusterTest, AServerThatHangsIsKilled) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  const pid_t server = cluster->server_process();
  ::kill(server, SIGSTOP);
  mig::postgres::ConnectionOptions hasty;
  hasty.connect_timeout = std::chrono::milliseconds(200);
  auto refused = Connection::open(cluster->as_owner("postgres"), hasty);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("no answer within 200 ms"));
  EXPECT_TRUE(cluster->stop());
  EXPECT_TRUE(goes(server));
  EXPECT_THAT(left_behind(), IsEmpty());
}

class Stopping : public ClusterTest, public ::testing::WithParamInterface<int> {};

TEST_P(Stopping, RemovesEverything) {
  pid_t server = 0;
  const pid_t child = start_elsewhere(server);
  ASSERT_GT(server, 0);
  ::kill(child, GetParam());
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_TRUE(goes(server));
  EXPECT_THAT(left_behind(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Signals, Stopping, ::testing::Values(SIGINT, SIGTERM, SIGHUP));

// At any moment of its start: nothing stays either.
TEST_F(ClusterTest, AStopWhileItStartsLeavesNothing) {
  for (const int milliseconds : {5, 60, 250, 500, 700}) {
    const pid_t child = ::fork();
    if (child == 0) {
      mig::postgres::watch_stop_signals();
      int code = 0;
      {
        auto cluster = Cluster::start(options);
        code = cluster ? 0 : cluster.error().message.find("SIGTERM") != std::string::npos ? 3 : 4;
      }
      ::_exit(code);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    ::kill(child, SIGTERM);
    int status = 0;
    ::waitpid(child, &status, 0);
    // A signal before it watches for them ends it as any process.
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 0)
        << WEXITSTATUS(status) << " after " << milliseconds;
    EXPECT_THAT(left_behind(), IsEmpty()) << milliseconds;
  }
}

TEST_F(ClusterTest, WhatAKilledProcessLeftIsRemovedByTheNextStart) {
  pid_t server = 0;
  const pid_t child = start_elsewhere(server);
  ASSERT_GT(server, 0);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(goes(server)) << "the server outlives the process that started it";
  ASSERT_EQ(left_behind().size(), 1U);
  {
    auto next = Cluster::start(options);
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_EQ(left_behind().size(), 1U);
  }
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(ClusterTest, AClusterInUseIsLeftAlone) {
  auto cluster = Cluster::start(options);
  ASSERT_TRUE(cluster) << cluster.error().message;
  EXPECT_EQ(remove_abandoned_clusters(folder.path()), 0U);
  EXPECT_TRUE(Connection::open(cluster->as_owner("postgres")));
}

TEST_F(ClusterTest, WhatIsNotProvablyOursIsLeftAlone) {
  folder.write("mig-cluster-aaaaaa/precious", "x");
  folder.write("mig-cluster-bbbbbb/mark", "another mark");
  folder.write("mig-cluster-dddddd/target/mark", "mig-run throw-away cluster");
  folder.write("mig-cluster-toolong/mark", "mig-run throw-away cluster");
  fs::create_directory_symlink(folder.path() + "/mig-cluster-dddddd/target",
                               folder.path() + "/mig-cluster-cccccc");
  folder.write("elsewhere", "mig-run throw-away cluster");
  fs::create_directories(folder.path() + "/mig-cluster-eeeeee");
  fs::create_symlink(folder.path() + "/elsewhere", folder.path() + "/mig-cluster-eeeeee/mark");
  EXPECT_EQ(remove_abandoned_clusters(folder.path()), 0U);
  EXPECT_EQ(left_behind().size(), 7U);
  // Ours, and an empty one of a process that was killed before it wrote anything.
  folder.write("mig-cluster-ffffff/mark", "mig-run throw-away cluster");
  fs::create_directories(folder.path() + "/mig-cluster-gggggg");
  EXPECT_EQ(remove_abandoned_clusters(folder.path()), 2U);
  EXPECT_EQ(left_behind().size(), 7U);
}

TEST_F(ClusterTest, AProcessOfAnotherFolderIsLeftAlone) {
  // A stale postmaster.pid names a process that is not the server any more.
  folder.write("mig-cluster-ffffff/mark", "mig-run throw-away cluster");
  folder.write("mig-cluster-ffffff/data/postmaster.pid", std::to_string(::getpid()) + "\n/x\n");
  EXPECT_EQ(remove_abandoned_clusters(folder.path()), 1U);
}

TEST_F(ClusterTest, FoldersThatCannotBeUsedAreToldWithTheCause) {
  const auto message = [&](const std::string& parent) {
    ClusterOptions there;
    there.parent = parent;
    auto refused = Cluster::start(there);
    EXPECT_FALSE(refused) << parent;
    if (refused) return std::string();
    EXPECT_EQ(refused.error().kind, ErrorKind::no_verdict);
    return refused.error().message + " / " + refused.error().remedy;
  };
  EXPECT_THAT(message(folder.path() + "/missing"), HasSubstr("No such file"));
  const auto deep = folder.path() + '/' + std::string(80, 'd');
  fs::create_directory(deep);
  EXPECT_THAT(message(deep), HasSubstr("too long for a socket"));
  const auto comma = folder.path() + "/a,b";
  fs::create_directory(comma);
  EXPECT_THAT(message(comma), HasSubstr("comma"));
  if (::geteuid() == 0) {
    const auto closed = folder.path() + "/closed";
    fs::create_directory(closed);
    ::chmod(closed.c_str(), 0700);
    EXPECT_THAT(message(closed), HasSubstr("may not enter"));
    EXPECT_TRUE(fs::is_empty(closed));
  }
}

TEST_F(ClusterTest, ProgramsThatFailAreToldWithTheirWords) {
  folder.write("bin/initdb", "no program");
  folder.write("bin/postgres", "no program");
  options.binaries = folder.path() + "/bin";
  auto refused = Cluster::start(options);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("cannot run"));
  const auto initdb = folder.path() + "/bin/initdb";
  folder.write("bin/initdb", "#!/bin/sh\necho 'initdb: error: the moon is full' >&2\nexit 1\n");
  ::chmod(initdb.c_str(), 0755);
  ::chmod((folder.path() + "/bin").c_str(), 0755);
  refused = Cluster::start(options);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("the moon is full"));
  EXPECT_EQ(left_behind().size(), 1U);
}

TEST_F(ClusterTest, AFullDiskIsAnErrorAndLeavesNothing) {
  const auto small = folder.path() + "/small";
  fs::create_directory(small);
  if (::mount("none", small.c_str(), "tmpfs", 0, "size=12m,mode=755") != 0)
    GTEST_SKIP() << "this user may not mount a small file system";
  options.parent = small;
  auto refused = Cluster::start(options);
  const bool is_empty = fs::is_empty(small);
  ::umount(small.c_str());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("No space left"));
  EXPECT_TRUE(is_empty);
}

TEST_F(ClusterTest, ADiskThatFillsUpLaterIsToldAndLeavesNothing) {
  const auto small = folder.path() + "/small";
  fs::create_directory(small);
  if (::mount("none", small.c_str(), "tmpfs", 0, "size=90m,mode=755") != 0)
    GTEST_SKIP() << "this user may not mount a small file system";
  options.parent = small;
  {
    auto cluster = Cluster::start(options);
    EXPECT_TRUE(cluster) << (cluster ? "" : cluster.error().message);
    if (cluster) {
      auto connection = Connection::open(cluster->as_owner("postgres"));
      auto outcome = connection->run(
          "CREATE TEMP TABLE t AS SELECT repeat(md5(i::text), 40) AS x "
          "FROM generate_series(1, 400000) AS i");
      EXPECT_FALSE(outcome && outcome->ok());
      if (outcome) {
        EXPECT_EQ(outcome->error->sqlstate, "53100");
      }
    }
  }
  EXPECT_TRUE(fs::is_empty(small));
  ::umount(small.c_str());
}

}  // namespace
