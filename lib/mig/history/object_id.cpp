#include "mig/history/object_id.hpp"

#include <array>

#include "mig/history/git_failure.hpp"
#include "mig/history/libgit2.hpp"

namespace mig::history {
namespace {

git_oid id_of(std::string_view bytes, git_object_t type) {
  git_oid id{};
  // Fails only for a type that does not exist.
  git().git_odb_hash(&id, bytes.data(), bytes.size(), type);
  return id;
}

}  // namespace

std::string to_hex(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> text{};
  git().git_oid_tostr(text.data(), text.size(), &id);
  return text.data();
}

Result<git_oid> id_from_hex(const std::string& hex) {
  git_oid id{};
  if (hex.size() != GIT_OID_HEXSZ || git().git_oid_fromstr(&id, hex.c_str()) != 0) {
    return no_verdict("git: '" + hex + "' is no id of an object",
                      "Run again; ids of objects have 40 hexadecimal digits.");
  }
  return id;
}

git_oid id_of_blob(std::string_view bytes) {
  return id_of(bytes, GIT_OBJECT_BLOB);
}

git_oid id_of_tree(std::string_view bytes) {
  return id_of(bytes, GIT_OBJECT_TREE);
}

}  // namespace mig::history
