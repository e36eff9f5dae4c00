#include "mig/app/evidence/signing_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "mig/app/given_path.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/records.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReceipt = "receipts/run_receipt.json";
constexpr std::string_view kReference = "receipts/receipt_ref.json";
constexpr std::string_view kRuns = "runs";
constexpr std::string_view kApprovals = "approvals";

tl::unexpected<Error> unread(const std::string& path, const std::string& why) {
  return failure(ErrorKind::no_verdict, why, Location{path, std::nullopt}, "check the path");
}

/// Where an argument really lies. The last component is kept as it is named, so that a link is
/// refused as a link.
Result<fs::path> real_path(const std::string& given) {
  if (auto named = refuse_standard_input(given); !named) return tl::unexpected(named.error());
  const fs::path path(given);
  const bool keeps_name = path.has_filename() && path.filename() != "." && path.filename() != "..";
  std::error_code code;
  if (!keeps_name) {
    auto folder = fs::canonical(path, code);
    if (code) return unread(given, code.message());
    return folder;
  }
  auto folder = fs::canonical(path.has_parent_path() ? path.parent_path() : fs::path("."), code);
  if (code) return unread(given, code.message());
  const auto whole = folder / path.filename();
  if (!fs::exists(fs::symlink_status(whole, code))) return unread(given, "there is no such file");
  return whole;
}

bool holds_declaration(const fs::path& folder) {
  std::error_code ignored;  // what cannot be looked at is no bundle that could be read
  return fs::exists(fs::symlink_status(folder / bundle::kDeclarationFile, ignored));
}

std::string shown_folder(const fs::path& folder) {
  std::error_code code;
  const auto near = fs::proximate(folder, code);
  if (code) return folder.string();
  return near == "." ? std::string() : near.string();
}

Result<SigningPlace> place_in(const fs::path& folder, const fs::path& real) {
  auto root = io::Root::open(folder.string());
  if (!root) return tl::unexpected(root.error());
  SigningPlace place;
  place.path = real == folder ? std::string() : real.lexically_relative(folder).generic_string();
  place.bundle_shown = shown_folder(folder);
  place.bundle = std::make_shared<const io::Root>(std::move(*root));
  return place;
}

Result<SigningPlace> place_of(const std::string& given) {
  const auto real = real_path(given);
  if (!real) return tl::unexpected(real.error());
  std::error_code ignored;
  auto folder = fs::is_directory(fs::symlink_status(*real, ignored)) ? *real : real->parent_path();
  while (!holds_declaration(folder)) {
    if (folder == folder.root_path()) {
      return failure(ErrorKind::usage, "it lies in no bundle: no folder above holds migration.yml",
                     Location{given, std::nullopt},
                     "files are named by their paths in a bundle: put it into one first");
    }
    folder = folder.parent_path();
  }
  return place_in(folder, *real);
}

/// Whether a file lies where approvals of findings about the repository do.
bool is_beside_policy(const fs::path& real) {
  const auto folder = real.parent_path();
  return folder.filename() == kApprovals && folder.parent_path().filename() == bundle::kGateFolder;
}

Result<bool> exists(const SigningPlace& place, const std::string& path) {
  const auto kind = place.bundle->kind_of(path);
  if (kind) return true;
  if (kind.error().fault == io::AccessFault::not_found) return false;
  // A link or another kind of file is there, and is refused where it is read.
  if (io::is_content_fault(kind.error().fault)) return true;
  return unread(place.shown(path), kind.error().message);
}

/// Folders of the runs of a bundle, "" for the single-run form.
Result<std::vector<std::string>> run_folders(const SigningPlace& place) {
  std::vector<std::string> folders{""};
  const auto entries = place.bundle->list(kRuns);
  if (!entries) {
    if (entries.error().fault == io::AccessFault::not_found) return folders;
    return unread(place.shown(kRuns), entries.error().message);
  }
  for (const auto& entry : *entries) folders.push_back(entry.path);
  return folders;
}

// A malformed digest is told by the schema, and never made a path.
Result<std::string> how_to_fetch(const SigningPlace& place, const std::string& reference) {
  const auto document = bundle::load_document(
      *place.bundle, reference, contract::DocumentKind::receipt_ref, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  if (!document->is_valid()) return std::string("mend the reference: see what mig-validate tells");
  const auto digest = contract::read_receipt_ref(document->value).digest;
  if (!digest || !pattern::is_sha256_digest(digest->value)) {
    return std::string("mend the digest of the reference");
  }
  return fmt::format("fetch it, with the outputs that it names: cp STORE/blobs/sha256/{} {}",
                     digest->value.substr(digest->value.find(':') + 1), place.shown(place.path));
}

/// Adds the receipt of a run, where it is among what is meant.
Result<void> add_run(const SigningPlace& meant, const std::string& folder, ReceiptPlaces& found) {
  SigningPlace place = meant;
  place.path = bundle::joined(folder, kReceipt);
  const auto reference = bundle::joined(folder, kReference);
  const bool is_meant = bundle::is_beneath(place.path, meant.path);
  const bool is_reference_meant = bundle::is_beneath(reference, meant.path);
  if (!is_meant && !is_reference_meant) return {};
  const auto is_there = exists(place, place.path);
  if (!is_there) return tl::unexpected(is_there.error());
  if (*is_there) {
    if (is_meant) found.receipts.push_back(std::move(place));
    return {};
  }
  const auto is_stored = is_reference_meant ? exists(place, reference) : Result<bool>(false);
  if (!is_stored) return tl::unexpected(is_stored.error());
  if (!*is_stored) return {};
  auto fetch = how_to_fetch(place, reference);
  if (!fetch) return tl::unexpected(fetch.error());
  found.stored.push_back({std::move(place), reference, std::move(*fetch)});
  return {};
}

}  // namespace

std::string SigningPlace::shown(std::string_view relative) const {
  return bundle::joined(bundle_shown, relative);
}

std::string SigningPlace::absolute(std::string_view relative) const {
  return fmt::format("{}/{}", bundle->absolute_path(), relative);
}

std::string envelope_path_of(std::string_view path) {
  return fmt::format("{}.dsse.json", path.substr(0, path.rfind('.')));
}

Result<ReceiptPlaces> receipts_at(const std::string& given) {
  const auto place = place_of(given);
  if (!place) return tl::unexpected(place.error());
  const auto folders = run_folders(*place);
  if (!folders) return tl::unexpected(folders.error());
  ReceiptPlaces found;
  for (const auto& folder : *folders) {
    if (auto added = add_run(*place, folder, found); !added) return tl::unexpected(added.error());
  }
  if (found.receipts.empty() && found.stored.empty()) {
    return failure(
        ErrorKind::usage, "there is no run receipt", Location{given, std::nullopt},
        "name a receipts/run_receipt.json, the folder of a run, or a bundle that was run");
  }
  return found;
}

Result<SigningPlace> approval_at(const std::string& given) {
  const auto real = real_path(given);
  if (!real) return tl::unexpected(real.error());
  const bool is_gate = is_beside_policy(*real);
  auto place = is_gate ? place_in(real->parent_path().parent_path(), *real) : place_of(given);
  if (!place) return place;
  place->is_gate = is_gate;
  const auto slash = place->path.find('/');
  const bool is_approval = place->path.substr(0, slash) == kApprovals &&
                           slash == place->path.rfind('/') && slash != std::string::npos &&
                           place->path.ends_with(".yml");
  if (is_approval) return place;
  return failure(ErrorKind::usage, "it is no approval of a bundle", Location{given, std::nullopt},
                 "name a file approvals/NAME.yml of a bundle, or .mig/approvals/NAME.yml");
}

}  // namespace mig::app
