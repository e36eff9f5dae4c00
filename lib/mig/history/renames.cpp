#include "mig/history/renames.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "mig/history/similarity.hpp"

namespace mig::history {
namespace {

/// How alike two files have to be for one to have become the other: half, as git takes it.
constexpr int kAlike = 50;
/// Above this many pairs only files of one name are compared, and above that again none: what moved
/// and was changed then shows as removed and added, which no rule takes for less. Two thousand
/// changed files that moved stay below.
constexpr std::size_t kMostPairs = 4'000'000;

using Side = std::vector<const Difference*>;

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// What is left of two paths without the components that both end in: where a folder moved, this
/// names the folder before and after.
using Move = std::pair<std::string, std::string>;

Move move_of(std::string_view before, std::string_view after) {
  for (;;) {
    const auto end_before = before.rfind('/');
    const auto end_after = after.rfind('/');
    if (end_before == before.npos || end_after == after.npos) break;
    if (before.substr(end_before) != after.substr(end_after)) break;
    before = before.substr(0, end_before);
    after = after.substr(0, end_after);
  }
  return {std::string(before), std::string(after)};
}

class Matching {
 public:
  Matching(const ObjectStore& objects, const std::vector<Difference>& differences)
      : similarity_(objects) {
    for (const auto& difference : differences) {
      if (!difference.after) gone_.push_back(&difference);
      if (!difference.before) fresh_.push_back(&difference);
    }
  }

  Result<std::unordered_map<const Difference*, const Difference*>> match() {
    match_equal_bytes();
    auto done = match_known_moves();
    if (done) done = match_alike();
    if (!done) return tl::unexpected<Error>(std::move(done.error()));
    return std::move(before_);
  }

 private:
  void pair(const Difference* gone, const Difference* fresh) {
    before_[fresh] = gone;
    taken_.insert(gone);
    ++moves_[move_of(gone->path, fresh->path)];
  }

  bool is_open(const Difference* gone, const Difference* fresh) const {
    return taken_.count(gone) == 0 && before_.count(fresh) == 0 &&
           !same_id(fresh->after->id, empty_) && gone->before->kind() == fresh->after->kind();
  }

  /// Unmistakable ones first: they show which folders moved, which decides among files that many
  /// folders hold alike.
  void match_equal_bytes() {
    std::unordered_map<git_oid, std::pair<Side, Side>, IdHash, SameId> groups;
    for (const auto* gone : gone_) groups[gone->before->id].first.push_back(gone);
    for (const auto* fresh : fresh_) groups[fresh->after->id].second.push_back(fresh);
    for (const auto* fresh : fresh_) {
      const auto group = groups.find(fresh->after->id);
      if (group == groups.end()) continue;
      const auto& [old, now] = group->second;
      const bool is_clear = old.size() == 1 && now.size() == 1 && is_open(old.front(), fresh);
      if (is_clear) pair(old.front(), fresh);
    }
    for (const bool only_known_moves : {true, false}) {
      for (const auto* fresh : fresh_) {
        const auto group = groups.find(fresh->after->id);
        if (group == groups.end()) continue;
        const auto* best = best_of(group->second.first, fresh, only_known_moves);
        if (best != nullptr) pair(best, fresh);
      }
    }
  }

  const Difference* best_of(const Side& candidates, const Difference* fresh,
                            bool only_known_moves) const {
    const Difference* best = nullptr;
    std::pair<std::size_t, bool> best_rank;
    for (const auto* gone : candidates) {
      if (!is_open(gone, fresh)) continue;
      const auto move = moves_.find(move_of(gone->path, fresh->path));
      const std::size_t votes = move == moves_.end() ? 0 : move->second;
      if (only_known_moves && votes == 0) continue;
      const std::pair rank{votes, name_of(gone->path) == name_of(fresh->path)};
      if (best != nullptr && rank <= best_rank) continue;
      best = gone;
      best_rank = rank;
    }
    return best;
  }

  /// A changed file of a folder that moved lies where the others of the folder went.
  Result<void> match_known_moves() {
    std::map<std::string_view, const Difference*> fresh_at;
    for (const auto* fresh : fresh_) fresh_at.emplace(fresh->path, fresh);
    std::map<std::string, std::vector<std::string>, std::less<>> went_to;
    for (const auto& [move, votes] : moves_) went_to[move.first].push_back(move.second);
    for (const auto* gone : gone_) {
      const std::string& path = gone->path;
      for (auto end = path.rfind('/'); end != path.npos && end != 0;
           end = path.rfind('/', end - 1)) {
        const auto targets = went_to.find(std::string_view(path).substr(0, end));
        if (targets == went_to.end()) continue;
        for (const auto& target : targets->second) {
          const auto fresh = fresh_at.find(target + path.substr(end));
          if (fresh == fresh_at.end() || !is_open(gone, fresh->second)) continue;
          const auto score = similarity_.of(gone->before->id, fresh->second->after->id);
          if (!score) return tl::unexpected<Error>(score.error());
          if (*score >= kAlike) pair(gone, fresh->second);
        }
      }
    }
    return {};
  }

  struct Candidate {
    int score = 0;
    bool has_same_name = false;
    const Difference* gone = nullptr;
    const Difference* fresh = nullptr;
  };

  Result<void> add_candidate(const Difference* gone, const Difference* fresh) {
    const bool has_same_name = name_of(gone->path) == name_of(fresh->path);
    const auto score = similarity_.of(gone->before->id, fresh->after->id);
    if (!score) return tl::unexpected<Error>(score.error());
    if (*score >= kAlike) candidates_.push_back({*score, has_same_name, gone, fresh});
    return {};
  }

  /// The best pairs of all first.
  Result<void> match_alike() {
    Side gone;
    Side fresh;
    for (const auto* each : gone_) {
      if (taken_.count(each) == 0) gone.push_back(each);
    }
    for (const auto* each : fresh_) {
      if (before_.count(each) == 0) fresh.push_back(each);
    }
    const bool only_same_name = gone.size() * fresh.size() > kMostPairs;
    std::map<std::string_view, Side> by_name;
    for (const auto* old : gone) by_name[only_same_name ? name_of(old->path) : ""].push_back(old);
    std::size_t pairs = 0;
    for (const auto* now : fresh) {
      const auto group = by_name.find(only_same_name ? name_of(now->path) : "");
      if (group == by_name.end()) continue;
      pairs += group->second.size();
      if (pairs > kMostPairs) return {};
      for (const auto* old : group->second) {
        if (!is_open(old, now)) continue;
        if (auto added = add_candidate(old, now); !added) return added;
      }
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& left, const Candidate& right) {
                       if (left.score != right.score) return left.score > right.score;
                       return left.has_same_name && !right.has_same_name;
                     });
    for (const auto& candidate : candidates_) {
      if (is_open(candidate.gone, candidate.fresh)) pair(candidate.gone, candidate.fresh);
    }
    return {};
  }

  Similarity similarity_;
  const git_oid empty_ = id_of_blob("");  ///< every empty file is like every other
  Side gone_;
  Side fresh_;
  std::unordered_map<const Difference*, const Difference*> before_;  ///< by what is new
  std::set<const Difference*> taken_;
  std::map<Move, std::size_t> moves_;  ///< how many files tell of each
  std::vector<Candidate> candidates_;
};

Change change_of(const Difference& difference) {
  Change change;
  change.path = difference.path;
  if (difference.before) {
    change.before_path = difference.path;
    change.before_blob = to_hex(difference.before->id);
  }
  if (difference.after) change.blob = to_hex(difference.after->id);
  change.kind = !difference.after    ? ChangeKind::removed
                : !difference.before ? ChangeKind::added
                                     : ChangeKind::modified;
  return change;
}

}  // namespace

Result<std::vector<Change>> with_renames(const ObjectStore& objects,
                                         const std::vector<Difference>& differences) {
  const auto matched = Matching(objects, differences).match();
  if (!matched) return tl::unexpected<Error>(matched.error());
  std::set<const Difference*> moved;
  for (const auto& [fresh, gone] : *matched) moved.insert(gone);
  std::vector<Change> changes;
  for (const auto& difference : differences) {
    if (moved.count(&difference) != 0) continue;
    Change change = change_of(difference);
    if (const auto found = matched->find(&difference); found != matched->end()) {
      change.kind = ChangeKind::renamed;
      change.before_path = found->second->path;
      change.before_blob = to_hex(found->second->before->id);
    }
    changes.push_back(std::move(change));
  }
  // What became another kind of thing is removed first.
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& left, const Change& right) { return left.path < right.path; });
  return changes;
}

}  // namespace mig::history
