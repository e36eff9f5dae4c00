#include "mig/app/evidence/digest_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/given_path.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/work_options.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/digested_files.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/file_digest.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<digest::DigestedFile>;

struct DigestOptions {
  std::vector<std::string> paths;
  bool shows_files = false;
  bool is_of_gate = false;
  unsigned threads = cores();
  Options gate;  ///< --root and --policy
};

tl::unexpected<Error> cannot_digest(const std::string& base, const io::AccessError& error) {
  const auto path = error.path.empty() ? fs::path(base) : fs::path(base) / error.path;
  return failure(ErrorKind::no_verdict, error.message, Location{path.string(), std::nullopt});
}

bool is_folder(const std::string& path) {
  std::error_code ignored;  // what cannot be looked at fails where it is read
  return fs::is_directory(path, ignored);
}

/// What its digest is made of; the bundle is found and limited as the gates do it.
Result<Files> files_of_bundle(const std::string& path, Options options) {
  options.paths = {path};
  auto policy = policy_in_force(options);
  if (!policy) return tl::unexpected(policy.error());
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  FolderFinder folders;
  auto relative = relative_to_root(path, *root, folders);
  if (!relative) return tl::unexpected(relative.error());
  bundle::RepositoryFacts repository;
  repository.policy = std::move(*policy);
  const auto facts = bundle::load_bundle(*root, *relative, repository, std::nullopt);
  if (!facts) return tl::unexpected(facts.error());
  return bundle::digested_files(*facts);
}

/// A bundle is a folder that declares a migration, or means to.
Result<bool> holds_declaration(const io::Root& folder, const std::string& path) {
  const auto kind = folder.kind_of(bundle::kDeclarationFile);
  if (kind) return true;
  if (kind.error().fault == io::AccessFault::not_found) return false;
  return cannot_digest(path, kind.error());
}

/// "sha256:<hex>  <path>", as receipts write a digest.
Result<std::string> line_of(const std::string& digest, const std::string& path) {
  if (digest::is_plain_path(path)) return fmt::format("{}  {}\n", digest, path);
  return failure(ErrorKind::no_verdict, "its name cannot stand in a line of digests",
                 Location{path, std::nullopt}, "name it by a path without line breaks");
}

Result<std::string> digest_of_file(const std::string& given) {
  const fs::path path(given);
  const auto parent = path.has_parent_path() ? path.parent_path().string() : std::string(".");
  const auto folder = io::Root::open(parent);
  if (!folder) return tl::unexpected(folder.error());
  const auto hex = digest::file_sha256_hex(*folder, path.filename().string());
  if (!hex) {
    return failure(ErrorKind::no_verdict, hex.error().message, Location{given, std::nullopt});
  }
  return line_of("sha256:" + *hex, given);
}

Result<std::string> digest_of_bundle(const std::string& path, const DigestOptions& options) {
  auto files = files_of_bundle(path, options.gate);
  if (!files) return tl::unexpected(files.error());
  if (options.shows_files) return digest::digest_lines(std::move(*files));
  return digest::bundle_digest(std::move(*files)).and_then([&path](const std::string& digest) {
    return line_of(digest, path);
  });
}

// Lines are relative to their folder, so that they can be checked from there, and those of two
// folders could not be told apart.
Result<void> check_alone(const DigestOptions& options, const std::string& path) {
  if (options.paths.size() == 1) return {};
  return failure(ErrorKind::usage,
                 fmt::format("the files of {} are listed relative to it, and other paths are given "
                             "besides",
                             path),
                 {}, "name one folder at a time");
}

Result<std::string> digests_at(const std::string& path, const DigestOptions& options) {
  if (auto named = refuse_standard_input(path); !named) return tl::unexpected(named.error());
  if (!is_folder(path)) {
    if (!options.shows_files) return digest_of_file(path);
    return failure(ErrorKind::usage, fmt::format("--files: {} is no folder", path), {},
                   "name the folder of one migration");
  }
  const auto folder = io::Root::open(path);
  if (!folder) return tl::unexpected(folder.error());
  const auto is_bundle = holds_declaration(*folder, path);
  if (!is_bundle) return tl::unexpected(is_bundle.error());
  if (!*is_bundle || options.shows_files) {
    if (auto alone = check_alone(options, path); !alone) return tl::unexpected(alone.error());
  }
  if (*is_bundle) return digest_of_bundle(path, options);
  auto files = digest::digest_folder(*folder, "", options.threads);
  if (!files) return cannot_digest(path, files.error());
  return digest::digest_lines(std::move(*files));
}

/// Of what decides: what an approval about the repository is bound to.
Result<int> print_gate_digest(const DigestOptions& options) {
  const auto root = open_root(options.gate);
  if (!root) return tl::unexpected(root.error());
  const auto line = bundle::gate_digest(*root).and_then(
      [](const std::string& digest) { return line_of(digest, std::string(bundle::kGateFolder)); });
  if (!line) return tl::unexpected(line.error());
  if (auto printed = print(*line); !printed) return tl::unexpected(printed.error());
  return 0;
}

// A part of the answer could be taken for the whole: nothing is printed before all is known.
Result<int> print_digests(const DigestOptions& options) {
  if (options.is_of_gate) return print_gate_digest(options);
  if (options.paths.empty()) {
    return failure(ErrorKind::usage, "nothing was given to digest", {},
                   "name bundles, files or one other folder, or give --gate");
  }
  std::string lines;
  for (const auto& path : options.paths) {
    auto digests = digests_at(path, options);
    if (!digests) return tl::unexpected(digests.error());
    lines += *digests;
  }
  if (auto printed = print(lines); !printed) return tl::unexpected(printed.error());
  return 0;
}

}  // namespace

Action declare_digest(CLI::App& app) {
  auto options = std::make_shared<DigestOptions>();
  auto* paths = app.add_option("paths", options->paths,
                               "bundles and files; or one other folder, of which every file is "
                               "listed as sha256sum --check reads it");
  auto* files =
      app.add_flag("--files", options->shows_files,
                   "list the files that the digest of a bundle is made of, relative to it");
  app.add_flag("--gate", options->is_of_gate,
               "print the digest of the gate itself, to which approvals in .mig/approvals are "
               "bound: .mig/policy.yml, .mig/trust.yml and the CODEOWNERS files")
      ->excludes(paths)
      ->excludes(files);
  app.add_option("--root", options->gate.root, "repository root (default: the git top level)");
  app.add_option("--policy", options->gate.policy, "policy file (default: <root>/.mig/policy.yml)");
  declare_threads(app, options->threads, "threads for the files of a folder (default: all)");
  return [options] { return print_digests(*options); };
}

}  // namespace mig::app
