#pragma once

#include <string_view>

namespace mig::contract {

/// Whether a pattern of CODEOWNERS holds for a path, as in .gitignore: one with a slash at its
/// beginning or in its middle is anchored at the top level, others hold at any depth; what holds
/// for a folder holds for all in it, except that "docs/*" is for the files in docs only. `*` and
/// `?` stop at slashes, `**` does not, a backslash takes the meaning from what follows it. The path
/// of a folder ends in "/".
bool owners_pattern_matches(std::string_view pattern, std::string_view path);

}  // namespace mig::contract
