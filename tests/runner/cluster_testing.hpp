#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "mig/postgres/cluster.hpp"
#include "mig/postgres/connection.hpp"
#include "mig/postgres/installation.hpp"

namespace mig::test {

/// One throw-away cluster for all tests of a suite, and a new database for each.
class WithCluster : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!postgres::find_installation()) return;
    auto started = postgres::Cluster::start();
    ASSERT_TRUE(started) << started.error().message;
    cluster.emplace(std::move(*started));
  }
  static void TearDownTestSuite() {
    if (!cluster) return;
    auto stopped = cluster->stop();
    EXPECT_TRUE(stopped) << stopped.error().message;
    cluster.reset();
  }

  void SetUp() override {
    if (!postgres::find_installation()) GTEST_SKIP() << "no PostgreSQL server is installed";
    ASSERT_TRUE(cluster) << "the cluster did not start";
    static int number = 0;
    database = "test_" + std::to_string(++number);
    auto made = cluster->create_database(database);
    ASSERT_TRUE(made) << made.error().message;
  }

  postgres::Connection connect(const postgres::ConnectionOptions& options = {}) const {
    auto opened = postgres::Connection::open(cluster->as_owner(database), options);
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }

  postgres::Connection connect_as_superuser() const {
    auto opened = postgres::Connection::open(cluster->as_superuser(database));
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }

  static inline std::optional<postgres::Cluster> cluster;
  std::string database;
};

/// Runs a statement that has to succeed.
inline void must(postgres::Connection& connection, std::string_view statement) {
  auto done = connection.command(statement);
  if (!done) throw std::runtime_error(std::string(statement) + ": " + done.error().message);
}

}  // namespace mig::test
