#pragma once

#include <git2/oid.h>

#include <cstring>
#include <functional>
#include <string>

#include "mig/base/result.hpp"

namespace mig::history {

std::string to_hex(const git_oid& id);

/// An Error when it is not 40 hexadecimal digits.
Result<git_oid> id_from_hex(const std::string& hex);

/// What git calls an object of these bytes.
git_oid id_of_blob(std::string_view bytes);
git_oid id_of_tree(std::string_view bytes);

inline bool same_id(const git_oid& left, const git_oid& right) {
  return std::memcmp(left.id, right.id, sizeof left.id) == 0;
}

struct SameId {
  bool operator()(const git_oid& left, const git_oid& right) const { return same_id(left, right); }
};

/// Ids are spread evenly: their first bytes are as good as any hash.
struct IdHash {
  std::size_t operator()(const git_oid& id) const {
    std::size_t value = 0;
    std::memcpy(&value, id.id, sizeof value);
    return value;
  }
};

}  // namespace mig::history
