#include "mig/contract/owners_walk.hpp"

#include <algorithm>
#include <unordered_map>

namespace mig::contract {

OwnersWalk::OwnersWalk(const CodeOwners& owners) : owners_(owners) {
  std::unordered_map<std::string_view, std::size_t> sections;
  Level top;
  for (std::size_t at = 0; at < owners.lines.size(); ++at) {
    const auto& line = owners.lines[at];
    if (line.is_optional) continue;
    const bool excludes =
        owners.platform == OwnersPlatform::gitlab && line.pattern.starts_with('!');
    const auto pattern = std::string_view(line.pattern).substr(excludes ? 1 : 0);
    const auto section = sections.emplace(line.section, sections.size()).first->second;
    rules_.push_back({at, section, excludes, OwnersPattern(pattern, owners.platform)});
  }
  sections_ = sections.size();
  top.standing.resize(sections_);
  for (std::size_t at = 0; at < rules_.size(); ++at) {
    const auto progress = rules_[at].pattern.start();
    if (rules_[at].pattern.holds_in(progress)) {
      count(top.standing, rules_[at]);
    } else if (progress != OwnersPattern::Progress{}) {
      top.alive.push_back({at, progress});
    }
  }
  levels_.push_back(std::move(top));
}

void OwnersWalk::count(std::vector<Standing>& standing, const Rule& rule) {
  auto& section = standing[rule.section];
  section.is_excluded = section.is_excluded || rule.excludes;
  if (!rule.excludes) section.after = std::max(section.after, rule.line + 1);
}

void OwnersWalk::enter(std::string_view name) {
  const auto& above = levels_.back();
  Level level{std::string(name), {}, above.standing};
  for (const auto& alive : above.alive) {
    const auto& rule = rules_[alive.rule];
    const auto progress = rule.pattern.enter(alive.progress, name);
    if (rule.pattern.holds_in(progress)) {
      count(level.standing, rule);
    } else if (progress != OwnersPattern::Progress{}) {
      level.alive.push_back({alive.rule, progress});
    }
  }
  levels_.push_back(std::move(level));
}

// From the last one back: most files are decided by one of the first looks.
void OwnersWalk::decide_last(std::string_view file) {
  const auto& level = levels_.back();
  auto after = level.standing.empty() ? 0 : level.standing.front().after;
  for (auto alive = level.alive.rbegin(); alive != level.alive.rend(); ++alive) {
    const auto& rule = rules_[alive->rule];
    if (rule.line < after) break;
    // What would hold for a folder of that name holds for a file of it, unless it asks for folders.
    if (!rule.pattern.holds_for(rule.pattern.enter(alive->progress, file))) continue;
    after = rule.line + 1;
    break;
  }
  if (after > 0) deciding_.push_back(after - 1);
}

void OwnersWalk::decide_sections(std::string_view file) {
  scratch_ = levels_.back().standing;
  for (const auto& alive : levels_.back().alive) {
    const auto& rule = rules_[alive.rule];
    if (rule.pattern.holds_for(rule.pattern.enter(alive.progress, file))) count(scratch_, rule);
  }
  for (const auto& section : scratch_) {
    if (!section.is_excluded && section.after > 0) deciding_.push_back(section.after - 1);
  }
  std::sort(deciding_.begin(), deciding_.end());
}

const std::vector<std::size_t>& OwnersWalk::deciding(std::string_view path) {
  deciding_.clear();
  std::size_t depth = 1;
  for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    const auto name = path.substr(0, slash);
    path.remove_prefix(slash + 1);
    if (name.empty()) continue;
    if (depth < levels_.size() && levels_[depth].name != name) levels_.resize(depth);
    if (depth == levels_.size()) enter(name);
    ++depth;
  }
  levels_.resize(depth);
  if (owners_.platform == OwnersPlatform::github) {
    decide_last(path);
  } else {
    decide_sections(path);
  }
  return deciding_;
}

}  // namespace mig::contract
