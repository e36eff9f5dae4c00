#include "mig/app/evidence/prov_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/evidence/signing_place.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/io/root.hpp"
#include "mig/report/prov_file.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;
using contract::DocumentKind;

constexpr int kExitRefused = 1;

struct ProvOptions {
  std::string path;
  std::string output;
  bool replaces = false;
};

/// The provenance of one run.
struct ProvFile {
  SigningPlace receipt;
  std::string path;  ///< beside it, relative to the bundle
  std::string text;
  bool is_written = false;  ///< these bytes are there already
};

/// A document that does not fit is refused, which is no failure of ours.
struct Refusal {
  std::string message;
};
template <class T>
using Answer = Result<tl::expected<T, Refusal>>;

tl::unexpected<Error> cannot_read(const std::string& path, const std::string& message) {
  return failure(ErrorKind::no_verdict, message, Location{path, std::nullopt});
}

std::string provenance_beside(const std::string& receipt) {
  return receipt.substr(0, receipt.rfind('/') + 1) + "prov.jsonld";
}

Answer<bundle::DocumentFacts> document_at(const SigningPlace& place, const std::string& path,
                                          DocumentKind kind) {
  auto document = bundle::load_document(*place.bundle, path, kind, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  if (document->access) return cannot_read(place.shown(path), document->access->message);
  if (document->is_valid()) return std::move(*document);
  return tl::unexpected(
      Refusal{fmt::format("{} does not fit its schema\n  = fix: see what mig-validate tells of it",
                          place.shown(path))});
}

Answer<ProvFile> derive(const SigningPlace& place, const contract::Declaration& declaration) {
  auto document = document_at(place, place.path, DocumentKind::run_receipt);
  if (!document) return tl::unexpected(document.error());
  if (!*document) return tl::unexpected(document->error());
  const auto receipt = contract::read_run_receipt((*document)->value);
  const auto& artifacts = declaration.artifacts;
  const auto scripts =
      contract::values_of(receipt.is_rollback() ? artifacts.rollback : artifacts.forward);
  ProvFile file{place, provenance_beside(place.path), report::prov_json(receipt, scripts)};
  // A receipt may hold text that no identifier can.
  const auto written = bundle::examine_document(file.path, file.text, DocumentKind::prov);
  if (!written) return tl::unexpected(written.error());
  if (written->is_valid()) return file;
  return tl::unexpected(Refusal{fmt::format(
      "{} holds an id or a principal that provenance cannot express\n  = fix: write them in one "
      "line, without blanks",
      place.shown(place.path))});
}

/// Whether the file may be written, or need not be.
Result<void> look_at_existing(bool replaces, ProvFile& file) {
  const auto& bundle = *file.receipt.bundle;
  const auto shown = file.receipt.shown(file.path);
  const auto kind = bundle.kind_of(file.path);
  if (!kind && kind.error().fault == io::AccessFault::not_found) return {};
  if (!kind) return cannot_read(shown, kind.error().message);
  if (*kind != io::EntryKind::regular)
    return failure(ErrorKind::no_verdict, fmt::format("{} is no regular file", shown));
  // What is too long to be read is not what would be written.
  const auto bytes = bundle.read(file.path, file.text.size());
  file.is_written = bytes && *bytes == file.text;
  if (file.is_written || replaces) return {};
  return failure(ErrorKind::usage, fmt::format("{} is there, and says something else", shown), {},
                 fmt::format("nothing was written; to have it written anew: mig-receipt-verify "
                             "prov --replace {}",
                             file.receipt.shown(file.receipt.path)));
}

Result<void> write_beside(std::vector<ProvFile>& files, bool replaces) {
  for (auto& file : files) {
    if (auto looked = look_at_existing(replaces, file); !looked) return looked;
  }
  for (const auto& file : files) {
    const auto shown = file.receipt.shown(file.path);
    if (!file.is_written) {
      auto written = io::write_file_atomically(file.receipt.absolute(file.path), file.text);
      if (!written) return written;
    }
    const auto* told = file.is_written ? "{} is what it should be already\n" : "wrote {}\n";
    if (auto printed = print(fmt::format(fmt::runtime(told), shown)); !printed) return printed;
  }
  return {};
}

/// Only provenance is written over: a slip must not cost the receipt or a script.
Result<void> check_replaced(const std::string& output) {
  const auto not_replaced = [&output] {
    return failure(ErrorKind::usage, fmt::format("{} is no provenance, and stays", output), {},
                   "name another file");
  };
  auto folder = io::Root::open(fs::absolute(output).parent_path().string());
  if (!folder) return tl::unexpected(folder.error());
  auto bytes =
      folder->read(fs::path(output).filename().string(), contract::FileLimits{}.document_bytes);
  if (!bytes) return not_replaced();
  const auto there = bundle::examine_document(output, std::move(*bytes), std::nullopt);
  if (!there) return tl::unexpected(there.error());
  if (there->fault || contract::kind_by_content(there->value) != DocumentKind::prov)
    return not_replaced();
  return {};
}

Result<void> write_to(const std::string& output, const std::string& text, bool replaces) {
  if (output == "-") return print(text);
  std::error_code ignored;  // what cannot be looked at fails where it is written
  const auto there = fs::symlink_status(output, ignored);
  if (fs::exists(there) && !fs::is_regular_file(there))
    return failure(ErrorKind::no_verdict, fmt::format("{} is no regular file", output));
  if (fs::exists(there) && !replaces) {
    return failure(ErrorKind::usage, fmt::format("{} exists", output), {},
                   "remove it first, or have it written anew with --replace");
  }
  if (fs::exists(there)) {
    if (auto checked = check_replaced(output); !checked) return checked;
  }
  return io::write_file_atomically(output, text);
}

int refuse(const Refusal& refusal) {
  complain(fmt::format("mig-receipt-verify prov: {}\n", refusal.message));
  return kExitRefused;
}

Result<std::vector<SigningPlace>> receipts_meant(const ProvOptions& options) {
  auto found = receipts_at(options.path);
  if (!found) return tl::unexpected(found.error());
  if (found->receipts.size() > 1 && !options.output.empty()) {
    return failure(ErrorKind::usage,
                   fmt::format("{} holds the receipts of {} runs, and --output names one file",
                               options.path, found->receipts.size()),
                   {}, "name one of the receipts");
  }
  // Each run has a provenance of its own: those that are here get theirs all the same.
  for (const auto& stored : found->stored) {
    complain(
        fmt::format("mig-receipt-verify prov: {}: the receipt is kept in a store\n"
                    "  = fix: {}\n",
                    stored.place.shown(stored.reference), stored.how_to_fetch));
  }
  return std::move(found->receipts);
}

// All that is meant is derived before anything is written.
Result<int> write_provenance(const ProvOptions& options) {
  const auto places = receipts_meant(options);
  if (!places) return tl::unexpected(places.error());
  if (places->empty()) return kExitRefused;
  auto declared = document_at(places->front(), std::string(bundle::kDeclarationFile),
                              DocumentKind::declaration);
  if (!declared) return tl::unexpected(declared.error());
  if (!*declared) return refuse(declared->error());
  const auto declaration = contract::read_declaration((*declared)->value);
  std::vector<ProvFile> files;
  for (const auto& place : *places) {
    auto file = derive(place, declaration);
    if (!file) return tl::unexpected(file.error());
    if (!*file) return refuse(file->error());
    files.push_back(std::move(**file));
  }
  auto written = options.output.empty()
                     ? write_beside(files, options.replaces)
                     : write_to(options.output, files.front().text, options.replaces);
  if (!written) return tl::unexpected(written.error());
  return 0;
}

}  // namespace

Action declare_prov(CLI::App& app) {
  auto options = std::make_shared<ProvOptions>();
  app.add_option("path", options->path,
                 "the receipt of a run, a run folder, or a bundle: all its receipts")
      ->required();
  app.add_option("-o,--output", options->output,
                 "file to write, - for standard output (default: prov.jsonld beside the receipt)");
  app.add_flag("--replace", options->replaces, "write over a file that is there");
  return [options] { return write_provenance(*options); };
}

}  // namespace mig::app
