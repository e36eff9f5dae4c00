#include <fmt/format.h>

#include <algorithm>

#include "mig/base/counted.hpp"
#include "mig/schema/validator.hpp"
#include "mig/schema/wording.hpp"

namespace mig::schema {

namespace {

const Found* own_fault(const Branch& branch, std::uint32_t depth, ViolationKind kind) {
  for (const Found& found : branch.found) {
    if (found.depth == depth && found.violation.kind == kind) return &found;
  }
  return nullptr;
}

// Whether the branch has another value in a field that tells the forms apart.
bool discriminator_differs(const Branch& branch, std::uint32_t depth) {
  return std::any_of(branch.found.begin(), branch.found.end(), [depth](const Found& found) {
    const std::string& keyword = found.violation.keyword;
    return found.depth == depth + 1 && (keyword == "const" || keyword == "enum");
  });
}

template <class Predicate>
bool every(const std::vector<Branch>& branches, Predicate holds) {
  return std::all_of(branches.begin(), branches.end(), holds);
}

// All branches want another type: `must be a string or null`.
std::optional<Found> combine_types(const Subject& subject, std::string_view keyword,
                                   const std::vector<Branch>& branches) {
  TypeSet expected = 0;
  for (const Branch& branch : branches) {
    const Found* found = own_fault(branch, subject.place.depth, ViolationKind::wrong_type);
    if (found == nullptr || found->violation.keyword != "type") return std::nullopt;
    expected = static_cast<TypeSet>(expected | branch.node->types);
  }
  // A type that only a nested combinator asks for is not in the set.
  if (expected == kAnyType) return std::nullopt;
  return wrong_type(subject, expected, keyword);
}

// All branches list values: one list.
std::optional<Found> combine_values(const Subject& subject, std::string_view keyword,
                                    const std::vector<Branch>& branches) {
  std::vector<document::LocatedValue> allowed;
  for (const Branch& branch : branches) {
    if (branch.node->constant) allowed.push_back(*branch.node->constant);
    const auto& values = branch.node->enumeration;
    if (values.empty() && !branch.node->constant) return std::nullopt;
    allowed.insert(allowed.end(), values.begin(), values.end());
  }
  return not_among(subject, allowed, keyword);
}

// Each branch only misses fields: `"a" or "b" is missing`.
std::optional<Found> combine_missing(const Subject& subject, std::string_view keyword,
                                     const std::vector<Branch>& branches) {
  const auto only_one_missing = [&](const Branch& branch) {
    return branch.found.size() == 1 && branch.found[0].depth == subject.place.depth &&
           !branch.found[0].violation.property.empty() &&
           branch.found[0].violation.kind == ViolationKind::missing_field;
  };
  if (!every(branches, only_one_missing)) return std::nullopt;
  std::vector<std::string> names;
  std::vector<std::string> shown;
  for (const Branch& branch : branches) {
    const std::string& name = branch.found[0].violation.property;
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(name);
    shown.push_back(quote(path_of_key(subject.place, name), 200));
  }
  Found found = missing_field(subject, names.front(), keyword);
  if (names.size() == 1) return found;
  found.violation.property.clear();
  found.violation.allowed = names;
  found.violation.description = subject.node.description;
  found.violation.message = "one of these fields is needed: " + list_some(shown);
  return found;
}

Found combine(const Subject& subject, std::string_view keyword,
              const std::vector<Branch>& branches) {
  if (auto found = combine_types(subject, keyword, branches)) return *found;
  if (auto found = combine_values(subject, keyword, branches)) return *found;
  if (auto found = combine_missing(subject, keyword, branches)) return *found;
  std::vector<std::string> forms;
  for (const Branch& branch : branches) {
    if (!branch.title.empty()) forms.emplace_back(branch.title);
  }
  const std::string count = counted(branches.size(), "allowed form", "allowed forms");
  std::string words = fmt::format("it fits none of the {}", count);
  if (forms.size() == branches.size()) words += ": " + list_some(forms);
  return invalid_value(subject, keyword, words);
}

std::vector<Found> told_as(Branch& branch, std::string_view otherwise) {
  const std::string prefix =
      branch.title.empty() ? std::string(otherwise) : fmt::format("as {}: ", branch.title);
  for (Found& found : branch.found) found.violation.message.insert(0, prefix);
  return std::move(branch.found);
}

template <class Predicate>
void keep_unless(std::vector<Branch*>& branches, Predicate refuse) {
  std::vector<Branch*> kept;
  for (Branch* branch : branches) {
    if (!refuse(*branch)) kept.push_back(branch);
  }
  if (!kept.empty()) branches = std::move(kept);
}

}  // namespace

std::vector<Found> explain_branches(const Subject& subject, std::string_view keyword,
                                    std::vector<Branch> branches) {
  const std::uint32_t depth = subject.place.depth;
  std::vector<Branch*> meant;
  for (Branch& branch : branches) meant.push_back(&branch);
  if (meant.size() == 1) return told_as(*meant.front(), "");
  keep_unless(meant, [&](const Branch& branch) {
    return own_fault(branch, depth, ViolationKind::wrong_type) != nullptr;
  });
  if (meant.size() == 1) return told_as(*meant.front(), "");
  keep_unless(meant, [&](const Branch& branch) { return discriminator_differs(branch, depth); });
  if (meant.size() == 1) return told_as(*meant.front(), "");
  std::stable_sort(meant.begin(), meant.end(), [](const Branch* left, const Branch* right) {
    return left->found.size() < right->found.size();
  });
  if (meant[0]->found.size() < meant[1]->found.size()) {
    return told_as(*meant.front(),
                   fmt::format("in the closest of the {} allowed forms: ", branches.size()));
  }
  return {combine(subject, keyword, branches)};
}

}  // namespace mig::schema
