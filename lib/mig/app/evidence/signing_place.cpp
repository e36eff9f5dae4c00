#include "mig/app/evidence/signing_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReceipt = "receipts/run_receipt.json";
constexpr std::string_view kRuns = "runs";
constexpr std::string_view kApprovals = "approvals";

tl::unexpected<Error> unread(const std::string& path, const std::string& why) {
  return failure(ErrorKind::no_verdict, why, Location{path, std::nullopt}, "check the path");
}

/// Where an argument really lies. The last component is kept as it is named, so that a link is
/// refused as a link.
Result<fs::path> real_path(const std::string& given) {
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

Result<SigningPlace> place_of(const std::string& given) {
  const auto real = real_path(given);
  if (!real) return tl::unexpected(real.error());
  std::error_code ignored;
  auto folder = fs::is_directory(fs::symlink_status(*real, ignored)) ? *real : real->parent_path();
  while (!holds_declaration(folder)) {
    if (folder == folder.root_path()) {
      return failure(ErrorKind::usage, "it lies in no bundle: no folder above holds migration.yml",
                     Location{given, std::nullopt},
                     "a statement names files by their paths in a bundle: put it into one first");
    }
    folder = folder.parent_path();
  }
  auto root = io::Root::open(folder.string());
  if (!root) return tl::unexpected(root.error());
  SigningPlace place;
  place.path = *real == folder ? std::string() : real->lexically_relative(folder).generic_string();
  place.bundle_shown = shown_folder(folder);
  place.bundle = std::make_shared<const io::Root>(std::move(*root));
  return place;
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
    if (io::is_content_fault(entries.error().fault)) return folders;
    return unread(place.shown(kRuns), entries.error().message);
  }
  for (const auto& entry : *entries) folders.push_back(entry.path);
  return folders;
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

Result<std::vector<SigningPlace>> receipts_at(const std::string& given) {
  const auto place = place_of(given);
  if (!place) return tl::unexpected(place.error());
  const auto folders = run_folders(*place);
  if (!folders) return tl::unexpected(folders.error());
  std::vector<SigningPlace> receipts;
  for (const auto& folder : *folders) {
    auto path = bundle::joined(folder, kReceipt);
    if (!bundle::is_beneath(path, place->path)) continue;
    const auto is_there = exists(*place, path);
    if (!is_there) return tl::unexpected(is_there.error());
    if (!*is_there) continue;
    receipts.push_back(*place);
    receipts.back().path = std::move(path);
  }
  if (receipts.empty()) {
    return failure(ErrorKind::usage, "there is no run receipt to be signed",
                   Location{given, std::nullopt},
                   "name a receipts/run_receipt.json, the folder of a run, or a bundle that was "
                   "run; an approval is named with --approval");
  }
  return receipts;
}

Result<SigningPlace> approval_at(const std::string& given) {
  auto place = place_of(given);
  if (!place) return place;
  const auto slash = place->path.find('/');
  const bool is_approval = place->path.substr(0, slash) == kApprovals &&
                           slash == place->path.rfind('/') && slash != std::string::npos &&
                           place->path.ends_with(".yml");
  if (is_approval) return place;
  return failure(ErrorKind::usage, "it is no approval of a bundle", Location{given, std::nullopt},
                 "name a file approvals/NAME.yml of a bundle");
}

}  // namespace mig::app
