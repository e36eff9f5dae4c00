#include "mig/delta/observation.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "mig/delta/protected.hpp"

namespace mig::delta {
namespace {

using contract::BaselineObject;

/// Walks both inventories side by side, in the order of kind and name.
class Comparison {
 public:
  Comparison(const Inventory& pre, const Inventory& post,
             const contract::ProtectedDomains& in_force)
      : pre_(pre), post_(post), in_force_(widened(in_force)) {}

  Observation run() {
    std::size_t left = 0;
    std::size_t right = 0;
    while (left < pre_.order.size() || right < post_.order.size()) {
      const auto side = compare(left, right);
      if (side <= 0) before_ = pre_.order[left];
      if (side >= 0) after_ = post_.order[right];
      if (side < 0) note(Change::removed);
      if (side > 0) note(Change::added);
      if (side == 0 && pre_.digests[before_] != post_.digests[after_]) note(Change::changed);
      if (side <= 0) left = next(pre_, left);
      if (side >= 0) right = next(post_, right);
    }
    // A blank sorts before every letter of a kind: the order of the walk is that of the labels, but
    // for kinds that no schema lets through.
    const auto by_label = [](const ObservedChange& one, const ObservedChange& other) {
      return one.label() < other.label();
    };
    if (!std::is_sorted(out_.changes.begin(), out_.changes.end(), by_label))
      std::stable_sort(out_.changes.begin(), out_.changes.end(), by_label);
    out_.touched_tables.assign(tables_.begin(), tables_.end());
    out_.index_count_delta = delta_of("index");
    out_.constraint_count_delta = delta_of("constraint");
    return std::move(out_);
  }

 private:
  /// As in a scope, a glob without a dot may mean the bare name of a table.
  static contract::ProtectedDomains widened(contract::ProtectedDomains domains) {
    const auto tables = domains.tables;
    for (const auto& glob : tables) {
      if (glob.find('.') == std::string::npos) domains.tables.push_back("*." + glob);
    }
    return domains;
  }

  /// Negative: the next object is only in pre; positive: only in post.
  int compare(std::size_t left, std::size_t right) const {
    if (left == pre_.order.size()) return 1;
    if (right == post_.order.size()) return -1;
    const auto& one = pre_.baseline.objects[pre_.order[left]];
    const auto& other = post_.baseline.objects[post_.order[right]];
    const int kinds = one.kind.compare(other.kind);
    return kinds != 0 ? kinds : one.name.compare(other.name);
  }

  static std::size_t next(const Inventory& inventory, std::size_t at) {
    const auto& objects = inventory.baseline.objects;
    const auto& here = objects[inventory.order[at]];
    do {
      ++at;
    } while (at < inventory.order.size() && objects[inventory.order[at]].kind == here.kind &&
             objects[inventory.order[at]].name == here.name);
    return at;
  }

  bool guarded(const BaselineObject& object) const {
    return is_protected(object, in_force_) ||
           is_protected(object, pre_.baseline.protected_domains) ||
           is_protected(object, post_.baseline.protected_domains);
  }

  void note(Change change) {
    ObservedChange found;
    if (change != Change::added) found.pre = &pre_.baseline.objects[before_];
    if (change != Change::removed) found.post = &post_.baseline.objects[after_];
    const auto& object = found.post != nullptr ? *found.post : *found.pre;
    found.kind = object.kind;
    found.name = object.name;
    found.change = change;
    found.table = owning_table(object);
    found.is_protected = (found.pre != nullptr && guarded(*found.pre)) ||
                         (found.post != nullptr && guarded(*found.post));
    ++out_.counts[found.kind].at(static_cast<std::size_t>(change));
    const bool is_table = pre_.find("table", found.table) != nullptr ||
                          post_.find("table", found.table) != nullptr ||
                          pre_.find("foreign_table", found.table) != nullptr ||
                          post_.find("foreign_table", found.table) != nullptr;
    if (is_table) tables_.insert(found.table);
    out_.changes.push_back(std::move(found));
  }

  std::int64_t delta_of(std::string_view kind) const {
    const auto found = out_.counts.find(kind);
    return found == out_.counts.end() ? 0 : found->second[0] - found->second[1];
  }

  const Inventory& pre_;
  const Inventory& post_;
  contract::ProtectedDomains in_force_;
  std::size_t before_ = 0;
  std::size_t after_ = 0;
  std::set<std::string> tables_;
  Observation out_;
};

}  // namespace

const ObservedChange* Observation::find(std::string_view label) const {
  const auto found = std::lower_bound(changes.begin(), changes.end(), label,
                                      [](const ObservedChange& change, std::string_view wanted) {
                                        return change.label() < wanted;
                                      });
  return found == changes.end() || found->label() != label ? nullptr : &*found;
}

Observation observe(const Inventory& pre, const Inventory& post,
                    const contract::ProtectedDomains& in_force) {
  return Comparison(pre, post, in_force).run();
}

}  // namespace mig::delta
