#include "mig/history/conversion.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "mig/history/endless_files.hpp"
#include "mig/history/git_failure.hpp"
#include "mig/history/object_id.hpp"

namespace mig::history {
namespace {

std::optional<std::string> value_of(git_config* configuration, const char* key) {
  Owned<git_config_entry> entry;
  if (git().git_config_get_entry(Out(entry), configuration, key) != 0) return std::nullopt;
  return entry->value == nullptr ? "true" : entry->value;
}

bool says_no(const std::string& value) {
  return value == "false" || value == "no" || value == "off" || value == "0" || value.empty();
}

bool converts(git_config* configuration) {
  const auto line_ends = value_of(configuration, "core.autocrlf");
  const auto attributes = value_of(configuration, "core.attributesfile");
  return (line_ends && !says_no(*line_ends)) || value_of(configuration, "core.eol") ||
         (attributes && *attributes != "/dev/null");
}

int stop_at_condition(const git_config_entry* entry, void*) {
  return std::string_view(entry->name).starts_with("includeif.") ? GIT_EUSER : 0;
}

/// A configuration that cannot be read, or that includes others on a condition, may say
/// anything.
bool file_converts(const std::string& path) {
  if (!may_exist(path) || path == "/dev/null") return false;
  if (!refuse_endless(path)) return true;
  Owned<git_config> configuration;
  if (git().git_config_open_ondisk(Out(configuration), path.c_str()) != 0) return true;
  return converts(configuration.get()) ||
         git().git_config_foreach_match(configuration.get(), nullptr, stop_at_condition, nullptr) !=
             0;
}

std::string user_attributes() {
  const char* folder = std::getenv("XDG_CONFIG_HOME");
  if (folder != nullptr && *folder != '\0') return std::string(folder) + "/git/attributes";
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : std::string(home) + "/.config/git/attributes";
}

/// Those that are asked about a file of the working tree.
Result<void> refuse_endless_attributes(git_repository& repository, const std::string& path) {
  const char* workdir = git().git_repository_workdir(&repository);
  const std::string top = workdir == nullptr ? "" : workdir;
  // The top level, and every folder on the way to the file.
  for (std::size_t end = 0;; end = path.find('/', end) + 1) {
    auto fine = refuse_endless(top + path.substr(0, end) + ".gitattributes");
    if (!fine) return fine;
    if (path.find('/', end) == path.npos) break;
  }
  Owned<git_config> configuration;
  if (git().git_repository_config(Out(configuration), &repository) != 0) return {};
  auto named = value_of(configuration.get(), "core.attributesfile").value_or("");
  const char* home = std::getenv("HOME");
  if (named.starts_with("~/")) named = (home == nullptr ? "" : home) + named.substr(1);
  return refuse_endless(named);
}

}  // namespace

bool may_exist(const std::string& path) {
  struct stat status {};
  if (path.empty()) return false;
  return ::stat(path.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool may_convert(git_repository& repository) {
  const std::string shared = git().git_repository_commondir(&repository);
  const std::string own = git().git_repository_path(&repository);
  for (const auto& attributes :
       {shared + "info/attributes", user_attributes(), std::string("/etc/gitattributes")}) {
    if (may_exist(attributes)) return true;
  }
  Owned<git_config> configuration;
  if (git().git_repository_config(Out(configuration), &repository) != 0) return true;
  if (converts(configuration.get()) || file_converts(own + "config.worktree")) return true;
  for (const auto& outer : git().outer_configurations) {
    if (file_converts(outer)) return true;
  }
  return false;
}

bool knows_executables(git_repository& repository) {
  Owned<git_config> configuration;
  if (git().git_repository_config(Out(configuration), &repository) != 0) return true;
  const auto value = value_of(configuration.get(), "core.filemode");
  return !value || !says_no(*value);
}

bool has_own_configuration(git_repository& repository) {
  Owned<git_config> configuration;
  if (git().git_repository_config(Out(configuration), &repository) != 0) return true;
  const auto value = value_of(configuration.get(), "extensions.worktreeconfig");
  return value && !says_no(*value);
}

Result<git_oid> id_after_conversion(git_repository& repository, const std::string& path,
                                    const std::string& bytes) {
  if (auto fine = refuse_endless_attributes(repository, path); !fine) {
    return tl::unexpected<Error>(std::move(fine.error()));
  }
  Owned<git_filter_list> filters;
  int code = git().git_filter_list_load(Out(filters), &repository, nullptr, path.c_str(),
                                        GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE);
  git_buf converted = GIT_BUF_INIT;
  if (code == 0) {
    code = git().git_filter_list_apply_to_buffer(&converted, filters.get(), bytes.data(),
                                                 bytes.size());
  }
  if (code != 0) return git_failure(code, "cannot tell how '" + path + "' is converted");
  const git_oid id = id_of_blob({converted.ptr, converted.size});
  git().git_buf_dispose(&converted);
  return id;
}

}  // namespace mig::history
