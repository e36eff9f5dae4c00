#include "mig/bundle/dependency_graph.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mig::bundle {
namespace {

constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);

}  // namespace

DependencyGraph::DependencyGraph(const RepositoryFacts& repository) {
  add(repository.bundles);
  add(repository.neighbours);
  edges_.resize(members_.size());
  connect(repository.bundles);
  connect(repository.neighbours);
  for (auto& edges : edges_) {
    std::sort(edges.begin(), edges.end(), [](const NumberedEdge& left, const NumberedEdge& right) {
      return left.edge.to->id < right.edge.to->id;
    });
  }
  find_components();
}

// Of bundles that share an id the first one stands for all: the sharing is a fault of its own.
void DependencyGraph::add(const std::vector<BundleSummary>& bundles) {
  for (const auto& bundle : bundles) {
    if (bundle.id.empty() || !numbers_.emplace(bundle.id, members_.size()).second) continue;
    members_.push_back(&bundle);
  }
}

void DependencyGraph::connect(const std::vector<BundleSummary>& bundles) {
  for (const auto& bundle : bundles) {
    const auto from = numbers_.find(bundle.id);
    if (from == numbers_.end() || members_[from->second] != &bundle) continue;
    for (const auto& parent : bundle.depends_on) {
      const auto to = numbers_.find(parent.id);
      if (to == numbers_.end() || to->second == from->second) continue;
      edges_[from->second].push_back(
          {from->second, to->second, {&bundle, members_[to->second], &parent}});
    }
  }
}

// Tarjan's algorithm with a stack of its own: chains of dependencies may be as long as the
// registry.
void DependencyGraph::find_components() {
  struct Frame {
    std::size_t member;
    std::size_t next_edge;
  };
  component_.assign(members_.size(), kUnseen);
  std::vector<std::size_t> index(members_.size(), kUnseen);
  std::vector<std::size_t> low(members_.size(), 0);
  std::vector<std::size_t> open;
  std::size_t count = 0;
  std::size_t components = 0;
  for (std::size_t start = 0; start < members_.size(); ++start) {
    if (index[start] != kUnseen) continue;
    std::vector<Frame> frames{{start, 0}};
    while (!frames.empty()) {
      const auto [member, next_edge] = frames.back();
      if (next_edge == 0 && index[member] == kUnseen) {
        index[member] = low[member] = count++;
        open.push_back(member);
      }
      if (next_edge < edges_[member].size()) {
        ++frames.back().next_edge;
        const auto to = edges_[member][next_edge].to;
        if (index[to] == kUnseen) {
          frames.push_back({to, 0});
        } else if (component_[to] == kUnseen) {
          low[member] = std::min(low[member], index[to]);
        }
        continue;
      }
      frames.pop_back();
      if (!frames.empty()) {
        low[frames.back().member] = std::min(low[frames.back().member], low[member]);
      }
      if (low[member] != index[member]) continue;
      for (auto last = kUnseen; last != member;) {
        last = open.back();
        open.pop_back();
        component_[last] = components;
      }
      ++components;
    }
  }
}

bool DependencyGraph::is_on_cycle(std::string_view from, std::string_view to) const {
  const auto first = numbers_.find(from);
  const auto second = numbers_.find(to);
  if (first == numbers_.end() || second == numbers_.end() || first == second) return false;
  return component_[first->second] == component_[second->second];
}

std::vector<const DependencyGraph::NumberedEdge*> DependencyGraph::shortest_way(
    std::size_t from, std::size_t to) const {
  std::unordered_map<std::size_t, const NumberedEdge*> arrived_by{{from, nullptr}};
  std::vector<std::size_t> reached{from};
  for (std::size_t i = 0; i < reached.size() && !arrived_by.contains(to); ++i) {
    for (const auto& edge : edges_[reached[i]]) {
      if (component_[edge.to] != component_[from]) continue;
      if (arrived_by.emplace(edge.to, &edge).second) reached.push_back(edge.to);
    }
  }
  std::vector<const NumberedEdge*> way;
  for (auto at = to; at != from;) {
    way.push_back(arrived_by.at(at));
    at = way.back()->from;
  }
  std::reverse(way.begin(), way.end());
  return way;
}

void DependencyGraph::append_cycles(const Knot& knot, std::vector<Cycle>& found) const {
  std::set<const NumberedEdge*> covered;
  std::size_t named = 0;
  for (const auto* edge : knot) {
    if (covered.contains(edge)) continue;
    if (named == kMaxCyclesPerKnot) {
      ++found.back().further;
      continue;
    }
    auto way = shortest_way(edge->to, edge->from);
    way.insert(way.begin(), edge);
    covered.insert(way.begin(), way.end());
    const auto smallest =
        std::min_element(way.begin(), way.end(), [](const auto* left, const auto* right) {
          return left->edge.from->id < right->edge.from->id;
        });
    std::rotate(way.begin(), smallest, way.end());
    Cycle cycle;
    for (const auto* step : way) cycle.edges.push_back(step->edge);
    found.push_back(std::move(cycle));
    ++named;
  }
}

std::vector<DependencyGraph::Cycle> DependencyGraph::cycles() const {
  std::map<std::size_t, Knot> knots;
  for (const auto& edges : edges_) {
    for (const auto& edge : edges) {
      if (component_[edge.from] == component_[edge.to]) {
        knots[component_[edge.from]].push_back(&edge);
      }
    }
  }
  std::vector<Cycle> found;
  for (auto& [component, knot] : knots) {
    std::sort(knot.begin(), knot.end(), [](const auto* left, const auto* right) {
      return std::tie(left->edge.from->id, left->edge.to->id) <
             std::tie(right->edge.from->id, right->edge.to->id);
    });
    append_cycles(knot, found);
  }
  return found;
}

}  // namespace mig::bundle
