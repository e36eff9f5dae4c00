#pragma once

#include <git2.h>
#include <git2/sys/hashsig.h>
#include <git2/sys/odb_backend.h>

#include <memory>
#include <string>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::history {

// Every function of libgit2 that is called. None of them writes: what is not here cannot happen.
#define MIG_GIT_FUNCTIONS(X)         \
  X(git_libgit2_version)             \
  X(git_libgit2_init)                \
  X(git_libgit2_opts)                \
  X(git_error_last)                  \
  X(git_error_clear)                 \
  X(git_buf_dispose)                 \
  X(git_oid_fromstr)                 \
  X(git_oid_fromstrn)                \
  X(git_oid_tostr)                   \
  X(git_repository_open_ext)         \
  X(git_repository_free)             \
  X(git_repository_is_bare)          \
  X(git_repository_path)             \
  X(git_repository_commondir)        \
  X(git_repository_workdir)          \
  X(git_repository_head)             \
  X(git_repository_odb)              \
  X(git_odb_free)                    \
  X(git_odb_init_backend)            \
  X(git_odb_add_backend)             \
  X(git_odb_backend_data_alloc)      \
  X(git_odb_backend_data_free)       \
  X(git_error_set_str)               \
  X(git_odb_hash)                    \
  X(git_odb_read)                    \
  X(git_odb_read_header)             \
  X(git_odb_object_free)             \
  X(git_odb_object_data)             \
  X(git_odb_object_size)             \
  X(git_odb_object_type)             \
  X(git_reference_free)              \
  X(git_reference_name_to_id)        \
  X(git_reference_peel)              \
  X(git_revparse_single)             \
  X(git_object_free)                 \
  X(git_object_id)                   \
  X(git_object_lookup_prefix)        \
  X(git_commit_lookup)               \
  X(git_commit_free)                 \
  X(git_commit_tree_id)              \
  X(git_commit_parentcount)          \
  X(git_commit_parent_id)            \
  X(git_graph_ahead_behind)          \
  X(git_merge_bases)                 \
  X(git_oidarray_dispose)            \
  X(git_revwalk_new)                 \
  X(git_revwalk_free)                \
  X(git_revwalk_sorting)             \
  X(git_revwalk_push)                \
  X(git_revwalk_hide)                \
  X(git_revwalk_next)                \
  X(git_index_open)                  \
  X(git_index_free)                  \
  X(git_index_entrycount)            \
  X(git_index_get_byindex)           \
  X(git_repository_config)           \
  X(git_config_foreach_match)        \
  X(git_config_open_ondisk)          \
  X(git_config_free)                 \
  X(git_config_get_entry)            \
  X(git_config_entry_free)           \
  X(git_config_find_global)          \
  X(git_config_find_system)          \
  X(git_config_find_xdg)             \
  X(git_filter_list_load)            \
  X(git_filter_list_apply_to_buffer) \
  X(git_filter_list_free)            \
  X(git_diff_buffers)                \
  X(git_hashsig_create)              \
  X(git_hashsig_free)                \
  X(git_hashsig_compare)

/// libgit2, which is loaded when it is first needed and stays.
struct Libgit2 {
#define MIG_GIT_MEMBER(name) decltype(&::name) name = nullptr;
  MIG_GIT_FUNCTIONS(MIG_GIT_MEMBER)
#undef MIG_GIT_MEMBER
  /// Configuration outside of the repository: it never decides, and only says whether git may have
  /// converted what it wrote to disk.
  std::vector<std::string> outer_configurations;
};

/// The library, ready: owners of repositories are not asked, no configuration of the user is read,
/// and every object is held against its id. An Error when it is not installed.
Result<const Libgit2*> load_libgit2();

/// The functions of a library of that name, which has to be the libgit2 that this was built for.
/// Nothing is started yet, and `git()` is none the wiser.
Result<Libgit2> find_libgit2(const std::string& library);

/// The library once `load_libgit2` gave it.
const Libgit2& git();

struct Freed {
  void operator()(git_repository* freed) const { git().git_repository_free(freed); }
  void operator()(git_odb* freed) const { git().git_odb_free(freed); }
  void operator()(git_odb_object* freed) const { git().git_odb_object_free(freed); }
  void operator()(git_reference* freed) const { git().git_reference_free(freed); }
  void operator()(git_object* freed) const { git().git_object_free(freed); }
  void operator()(git_commit* freed) const { git().git_commit_free(freed); }
  void operator()(git_revwalk* freed) const { git().git_revwalk_free(freed); }
  void operator()(git_index* freed) const { git().git_index_free(freed); }
  void operator()(git_config* freed) const { git().git_config_free(freed); }
  void operator()(git_config_entry* freed) const { git().git_config_entry_free(freed); }
  void operator()(git_filter_list* freed) const { git().git_filter_list_free(freed); }
  void operator()(git_hashsig* freed) const { git().git_hashsig_free(freed); }
};

template <class T>
using Owned = std::unique_ptr<T, Freed>;

/// For parameters that hand something out: `git().git_x(Out(owner), ...)`.
template <class T>
class Out {
 public:
  explicit Out(Owned<T>& owner) : owner_(owner) {}
  ~Out() { owner_.reset(given_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  operator T**() { return &given_; }

 private:
  Owned<T>& owner_;
  T* given_ = nullptr;
};

}  // namespace mig::history
