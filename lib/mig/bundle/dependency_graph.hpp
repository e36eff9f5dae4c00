#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// Which bundles depend on which, among those of this run and their neighbours. Refers to the
/// summaries, which must outlive it. Building it takes time linear in the dependencies.
class DependencyGraph {
 public:
  struct Edge {
    const BundleSummary* from = nullptr;
    const BundleSummary* to = nullptr;
    const Dependency* via = nullptr;
  };

  /// A way round, starting at the smallest id on it.
  struct Cycle {
    std::vector<Edge> edges;
    /// Dependencies that lie on yet other cycles through the same migrations; told by the last
    /// cycle.
    std::size_t further = 0;
  };

  explicit DependencyGraph(const RepositoryFacts& repository);

  /// Whether the dependency lies on a cycle of two or more migrations.
  bool is_on_cycle(std::string_view from, std::string_view to) const;

  /// For every dependency on a cycle a shortest cycle through it, each cycle once. The number of
  /// cycles of a graph grows exponentially, so at most `kMaxCyclesPerKnot` are named of migrations
  /// that all depend on each other.
  std::vector<Cycle> cycles() const;
  static constexpr std::size_t kMaxCyclesPerKnot = 16;

 private:
  /// The number of an edge's two ends, next to the edge.
  struct NumberedEdge {
    std::size_t from = 0;
    std::size_t to = 0;
    Edge edge;
  };
  using Knot = std::vector<const NumberedEdge*>;

  void add(const std::vector<BundleSummary>& bundles);
  void connect(const std::vector<BundleSummary>& bundles);
  void find_components();
  void append_cycles(const Knot& knot, std::vector<Cycle>& found) const;
  std::vector<const NumberedEdge*> shortest_way(std::size_t from, std::size_t to) const;

  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::vector<const BundleSummary*> members_;
  std::vector<std::vector<NumberedEdge>> edges_;  ///< per member, by id of the target
  std::vector<std::size_t> component_;            ///< per member
};

}  // namespace mig::bundle
