#include "mig/bundle/lost_owners.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/change_class.hpp"
#include "mig/contract/owners_walk.hpp"

namespace mig::bundle {
namespace {

using contract::OwnersDemand;
using Demands = std::vector<OwnersDemand>;
using Lines = std::vector<std::size_t>;

/// More than these nobody reads; what else there is goes into the last one.
constexpr std::size_t kMostLosses = 8;

/// Both platforms take a name in capital letters for the same one.
std::set<std::string> folded_owners(const OwnersDemand& demand) {
  std::set<std::string> owners;
  for (const auto& owner : demand.owners) owners.insert(contract::folded_word(owner));
  return owners;
}

std::set<std::string> folded_owners(const Demands& demands) {
  std::set<std::string> owners;
  for (const auto& demand : demands) owners.merge(folded_owners(demand));
  return owners;
}

std::vector<std::string> names_of(const Demands& demands) {
  std::set<std::string> owners;
  for (const auto& demand : demands) owners.insert(demand.owners.begin(), demand.owners.end());
  return {owners.begin(), owners.end()};
}

std::uint64_t approvals_of(const Demands& demands) {
  std::uint64_t sum = 0;
  for (const auto& demand : demands) sum += demand.approvals;
  return sum;
}

bool have_common(const OwnersDemand& left, const OwnersDemand& right) {
  const auto others = folded_owners(right);
  return std::any_of(left.owners.begin(), left.owners.end(), [&others](const auto& owner) {
    return others.contains(contract::folded_word(owner));
  });
}

/// How many have to approve in the place of what was demanded: in the section of that name, else in
/// one of the same people.
std::uint32_t approvals_instead(const OwnersDemand& before, const Demands& now) {
  const auto section = contract::folded_word(before.section);
  std::uint32_t most = 0;
  for (const auto& demand : now) {
    if (contract::folded_word(demand.section) == section) return demand.approvals;
    if (have_common(before, demand)) most = std::max(most, demand.approvals);
  }
  return most;
}

std::string clipped(std::string_view text) {
  constexpr std::size_t kMostBytes = 80;
  if (text.size() <= kMostBytes) return std::string(text);
  auto end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

/// "CODEOWNERS line 3: /.mig/"
std::string told(const OwnersInForce& in_force, const Lines& lines) {
  if (in_force.file.empty()) return "there is no CODEOWNERS";
  if (lines.empty()) return "no line of " + in_force.file;
  const auto& line = in_force.owners.lines[lines.back()];
  auto text = fmt::format("{} line {}: {}", in_force.file, line.line, clipped(line.pattern));
  if (lines.size() > 1) text += fmt::format(", and of {} more sections", lines.size() - 1);
  return text;
}

std::string common_folder(std::string_view left, std::string_view right) {
  std::size_t end = 0;
  for (std::size_t at = 0; at <= left.size() && at <= right.size(); ++at) {
    const bool left_ends = at == left.size() || left[at] == '/';
    const bool right_ends = at == right.size() || right[at] == '/';
    if (left_ends && right_ends) end = at;
    if (at == left.size() || at == right.size() || left[at] != right[at]) break;
  }
  return std::string(left.substr(0, end));
}

class Folder {
 public:
  Folder(const OwnersInForce& before, const OwnersInForce& now, std::string platform)
      : before_(before), now_(now), platform_(std::move(platform)) {
    for (const auto& line : now.owners.lines) {
      if (line.is_optional) optional_.insert(contract::folded_word(line.section));
    }
  }

  /// Whether something is lost.
  bool look_at(const OwnedPath& owned, const Lines& before, const Lines& now) {
    const auto [known, is_new] = verdicts_.try_emplace({before, now});
    if (is_new) known->second = judge(before, now);
    if (!known->second) return false;
    auto& group = groups_[*known->second];
    auto& loss = group.loss;
    const auto path = owned.is_there ? owned.path : folder_of_file(owned.path);
    loss.path = group.is_begun ? common_folder(loss.path, path) : path;
    if (!group.is_begun || (owned.is_there && loss.files == 0)) {
      loss.example = owned.path;
      loss.before_line = told(before_, before);
      loss.now_line = told(now_, now);
    }
    group.is_begun = true;
    if (owned.is_there) ++loss.files;
    return true;
  }

  std::vector<LostOwners> take() {
    std::vector<LostOwners> losses;
    for (auto& group : groups_) {
      if (group.is_begun) losses.push_back(std::move(group.loss));
    }
    while (losses.size() > kMostLosses) {
      auto& last = losses[losses.size() - 2];
      last.path = common_folder(last.path, losses.back().path);
      last.files += losses.back().files;
      last.others += losses.back().others + 1;
      losses.pop_back();
    }
    for (auto& loss : losses) {
      if (loss.path.empty()) loss.path = ".";
    }
    return losses;
  }

 private:
  struct Group {
    LostOwners loss;
    bool is_begun = false;
  };
  using Key = std::tuple<std::vector<std::string>, std::vector<std::string>, std::uint64_t,
                         std::uint64_t, std::string>;

  static std::string folder_of_file(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash));
  }

  /// The group of what is lost; nothing: all is there.
  std::optional<std::size_t> judge(const Lines& before_lines, const Lines& now_lines) {
    const auto before = before_.owners.demands_of(before_lines);
    const auto now = now_.owners.demands_of(now_lines);
    const auto owners = folded_owners(before);
    const auto present = folded_owners(now);
    LostOwners loss;
    if (std::includes(present.begin(), present.end(), owners.begin(), owners.end())) {
      if (!demand_fewer(before, now, loss)) return std::nullopt;
    }
    for (const auto& demand : before) {
      const auto is_optional = optional_.contains(contract::folded_word(demand.section));
      if (is_optional && loss.optional_section.empty()) loss.optional_section = demand.section;
    }
    loss.file = before_.file;
    loss.platform = platform_;
    loss.before = names_of(before);
    loss.now = names_of(now);
    loss.files = 0;
    const auto [known, is_new] = places_.emplace(Key(loss.before, loss.now, loss.approvals_before,
                                                     loss.approvals_now, loss.optional_section),
                                                 groups_.size());
    if (is_new) groups_.push_back({std::move(loss), false});
    return known->second;
  }

  static bool demand_fewer(const Demands& before, const Demands& now, LostOwners& loss) {
    constexpr std::uint64_t kMost = 1'000'000;
    const auto sum = approvals_of(before);
    const auto sum_now = approvals_of(now);
    if (sum_now < sum) {
      loss.approvals_before = static_cast<std::uint32_t>(std::min(sum, kMost));
      loss.approvals_now = static_cast<std::uint32_t>(std::min(sum_now, kMost));
      return true;
    }
    for (const auto& demand : before) {
      const auto instead = approvals_instead(demand, now);
      if (instead >= demand.approvals) continue;
      loss.approvals_before = demand.approvals;
      loss.approvals_now = instead;
      return true;
    }
    return false;
  }

  const OwnersInForce& before_;
  const OwnersInForce& now_;
  std::string platform_;
  std::set<std::string> optional_;  ///< sections now
  std::map<std::pair<Lines, Lines>, std::optional<std::size_t>> verdicts_;
  std::map<Key, std::size_t> places_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<LostOwners> lost_owners(const OwnersInForce& before, const OwnersInForce& now,
                                    const std::vector<OwnedPath>& paths,
                                    const std::string& platform) {
  Folder folder(before, now, platform);
  contract::OwnersWalk walk_before(before.owners);
  contract::OwnersWalk walk_now(now.owners);
  for (const auto& owned : paths) {
    const auto& lines_now = walk_now.deciding(owned.path);
    if (folder.look_at(owned, walk_before.deciding(owned.path), lines_now)) continue;
    // A file of owners that moved is owned by whoever owned it where it was.
    if (owned.path == now.file) folder.look_at(owned, walk_before.deciding(before.file), lines_now);
  }
  return folder.take();
}

}  // namespace mig::bundle
