#include "mig/bundle/dependency_graph.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mig::bundle {
namespace {

BundleSummary summary(const std::string& id, const std::vector<std::string>& parents) {
  BundleSummary made;
  made.id = id;
  made.path = "migrations/" + id;
  for (const auto& parent : parents) made.depends_on.push_back({parent, {}});
  return made;
}

std::string way_of(const DependencyGraph::Cycle& cycle) {
  std::string way = cycle.edges.front().from->id;
  for (const auto& edge : cycle.edges) way += edge.to->id;
  return way;
}

std::vector<std::string> ways_of(const RepositoryFacts& repository) {
  std::vector<std::string> ways;
  for (const auto& cycle : DependencyGraph(repository).cycles()) ways.push_back(way_of(cycle));
  return ways;
}

TEST(DependencyGraph, NamesNoCycleWhereThereIsNone) {
  RepositoryFacts repository;
  repository.bundles = {summary("A", {}), summary("B", {"A"}), summary("C", {"A", "B"}),
                        summary("D", {"unknown"})};
  EXPECT_TRUE(ways_of(repository).empty());
  EXPECT_FALSE(DependencyGraph(repository).is_on_cycle("C", "A"));
  EXPECT_FALSE(DependencyGraph(repository).is_on_cycle("D", "unknown"));
}

TEST(DependencyGraph, BeginsACycleAtItsSmallestMember) {
  RepositoryFacts repository;
  repository.bundles = {summary("C", {"A"}), summary("B", {"C"}), summary("A", {"B"}),
                        summary("D", {"A"})};
  EXPECT_EQ(ways_of(repository), std::vector<std::string>{"ABCA"});
  const DependencyGraph graph(repository);
  EXPECT_TRUE(graph.is_on_cycle("C", "A"));
  EXPECT_FALSE(graph.is_on_cycle("D", "A"));
}

TEST(DependencyGraph, LeavesItselfToOthers) {
  RepositoryFacts repository;
  repository.bundles = {summary("A", {"A"})};
  EXPECT_TRUE(ways_of(repository).empty());
  EXPECT_FALSE(DependencyGraph(repository).is_on_cycle("A", "A"));
}

TEST(DependencyGraph, GoesThroughNeighbours) {
  RepositoryFacts repository;
  repository.bundles = {summary("B", {"A"})};
  repository.neighbours = {summary("A", {"B"})};
  EXPECT_EQ(ways_of(repository), std::vector<std::string>{"ABA"});
}

TEST(DependencyGraph, CoversEveryDependencyOfAKnot) {
  RepositoryFacts repository;
  repository.bundles = {summary("A", {"C"}), summary("B", {"A"}), summary("C", {"A", "B"})};
  EXPECT_EQ(ways_of(repository), (std::vector<std::string>{"ACA", "ACBA"}));
}

TEST(DependencyGraph, CountsWhatItDoesNotName) {
  constexpr std::size_t kMembers = 12;
  RepositoryFacts repository;
  for (std::size_t i = 0; i < kMembers; ++i) {
    std::vector<std::string> others;
    for (std::size_t j = 0; j < kMembers; ++j) {
      if (j != i) others.push_back(fmt::format("{:02}", j));
    }
    repository.bundles.push_back(summary(fmt::format("{:02}", i), others));
  }
  const auto cycles = DependencyGraph(repository).cycles();
  ASSERT_EQ(cycles.size(), DependencyGraph::kMaxCyclesPerKnot);
  // 132 dependencies, two on each of the cycles that are named.
  EXPECT_EQ(cycles.back().further, 132U - 2U * DependencyGraph::kMaxCyclesPerKnot);
  EXPECT_EQ(cycles.front().further, 0U);
}

// As deep as a chain of dependencies can get: recursion would overflow the stack, and quadratic
// work would not end within the time limit of the test.
TEST(DependencyGraph, StandsALongChainAndALongCycle) {
  constexpr std::size_t kLength = 200'000;
  RepositoryFacts repository;
  for (std::size_t i = 0; i < kLength; ++i) {
    std::vector<std::string> parents;
    if (i > 0) parents.push_back(fmt::format("{:06}", i - 1));
    repository.bundles.push_back(summary(fmt::format("{:06}", i), parents));
  }
  EXPECT_TRUE(DependencyGraph(repository).cycles().empty());
  repository.bundles.front().depends_on.push_back({fmt::format("{:06}", kLength - 1), {}});
  const auto cycles = DependencyGraph(repository).cycles();
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles.front().edges.size(), kLength);
}

}  // namespace
}  // namespace mig::bundle
