#include "mig/app/shard/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mig::app {
namespace {

struct Option {
  std::string_view member;
  std::string_view what;
  std::string_view remedy;
};

constexpr std::string_view kSameFlags = "judge every part with the same arguments";
constexpr std::string_view kSameTime =
    "give every part the same --now, such as the time at which the pipeline began";

// Members of shard.v1 by what people know them as; others are a flag of that name.
constexpr std::array kOptions{
    Option{"paths", "paths", kSameFlags},
    Option{"now", "--now", kSameTime},
    Option{"files_from", "--files-from", kSameFlags},
    Option{"nul_separated", "-0", kSameFlags},
    Option{"merge_base", "--merge-base", kSameFlags},
};

constexpr std::string_view kSameCommit = "check out the same commit for every part and the merge";
constexpr std::string_view kSameBase =
    "the branch moved while parts were judged: name a commit as --base, or judge every part again";
constexpr std::string_view kSameProgram = "run the same version for every part and the merge";
constexpr std::string_view kSameTree =
    "look with: git status --ignored; every part and the merge need the same files";

/// What a run stands on, and how its two values are shown.
struct Member {
  std::string_view member;
  std::string_view what;                    ///< the part has another one
  std::string report::ShardGround::*value;  ///< null: a number
  std::string_view remedy;
};

constexpr std::array kMembers{
    Member{"tool", "was judged by another tool", &report::ShardGround::tool, kSameProgram},
    Member{"version", "was judged by another version", &report::ShardGround::version, kSameProgram},
    Member{"rules", "was judged by other rules", &report::ShardGround::rules, kSameProgram},
    Member{"folder", "was judged in another folder (relative to the root)",
           &report::ShardGround::folder, "run the merge in the folder in which the parts ran"},
    Member{"commit", "was judged at another commit", &report::ShardGround::commit, kSameCommit},
    Member{"base", "was judged by the policy of another base", &report::ShardGround::base,
           kSameBase},
    Member{"compared", "was held against another commit", &report::ShardGround::compared,
           kSameBase},
    Member{"policy", "was judged by another policy", &report::ShardGround::policy,
           "give every part and the merge the same policy"},
    Member{"trust", "was judged by another trust policy", &report::ShardGround::trust,
           "give every part and the merge the same trust policy"},
    Member{"known", "was judged with other known values or another earlier history",
           &report::ShardGround::known, "give every part and the merge the same list"},
    Member{"files", "was judged over other files than lie here", &report::ShardGround::files,
           kSameTree},
    Member{"targets", "chose other bundles than this run", &report::ShardGround::targets,
           kSameTree},
    Member{"bundles", "chose another number of bundles than this run", nullptr, kSameTree},
};

std::string shown(const std::string& value) {
  return value.empty() ? "none" : value;
}

}  // namespace

Error other_option(const std::string& file, const std::string& other, std::string_view member) {
  const auto* const found = std::find_if(kOptions.begin(), kOptions.end(), [&](const auto& option) {
    return option.member == member;
  });
  const auto what =
      found == kOptions.end() ? fmt::format("--{}", member) : std::string(found->what);
  const auto remedy = found == kOptions.end() ? kSameFlags : found->remedy;
  return {ErrorKind::no_verdict,
          fmt::format("{} was judged with other {} than {}", other, what, file), std::nullopt,
          std::string(remedy)};
}

Error other_ground(const std::string& file, std::string_view member,
                   const report::ShardGround& part, const report::ShardGround& here) {
  const auto* const found = std::find_if(kMembers.begin(), kMembers.end(),
                                         [&](const auto& one) { return one.member == member; });
  const auto& row = found == kMembers.end() ? kMembers.back() : *found;
  const auto values =
      row.value == nullptr
          ? fmt::format("{} there, {} here", part.bundles, here.bundles)
          : fmt::format("{} there, {} here", shown(part.*row.value), shown(here.*row.value));
  return {ErrorKind::no_verdict, fmt::format("{} {}: {}", file, row.what, values), std::nullopt,
          std::string(row.remedy)};
}

}  // namespace mig::app
