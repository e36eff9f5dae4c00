#pragma once

#include <git2/oid.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/history/object_store.hpp"

namespace mig::history {

/// A file, link or submodule that becomes part of a tree.
struct Leaf {
  std::string_view path;
  std::uint32_t mode = 0;
  git_oid id{};
};

/// Keeps the trees of these leaves, which are sorted by path, and answers the outermost.
Result<git_oid> plant(ObjectStore& objects, const std::vector<Leaf>& leaves);

}  // namespace mig::history
