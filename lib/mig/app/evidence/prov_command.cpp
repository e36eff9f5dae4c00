#include "mig/app/evidence/prov_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/io/root.hpp"
#include "mig/report/prov_file.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;
using contract::DocumentKind;

constexpr std::string_view kReceipt = "receipts/run_receipt.json";
constexpr std::string_view kProvenance = "receipts/prov.jsonld";
constexpr std::string_view kRuns = "runs";
constexpr int kExitRefused = 1;

struct ProvOptions {
  std::string path;
  std::string output;
  bool replaces = false;
};

/// The bundle, and the folders of the runs that are meant: "" or "runs/<name>".
struct ProvTarget {
  fs::path bundle;
  std::vector<std::string> runs;
};

/// What is written where, relative to the bundle.
struct ProvFile {
  std::string path;
  std::string text;
};

/// A document that does not fit is refused, which is no failure of ours.
struct Refusal {
  std::string message;
};
template <class T>
using Answer = Result<tl::expected<T, Refusal>>;

tl::unexpected<Error> cannot_read(const fs::path& path, const std::string& message) {
  return failure(ErrorKind::no_verdict, message, Location{path.string(), std::nullopt});
}

Result<bool> is_there(const io::Root& bundle, const std::string& path) {
  const auto kind = bundle.kind_of(path);
  if (kind) return true;
  if (kind.error().fault == io::AccessFault::not_found) return false;
  return cannot_read(fs::path(bundle.absolute_path()) / path, kind.error().message);
}

/// The runs of a bundle whose receipt lies in it.
Result<std::vector<std::string>> runs_of(const io::Root& bundle) {
  std::vector<std::string> folders{""};
  auto has_more = is_there(bundle, std::string(kRuns));
  if (!has_more) return tl::unexpected(has_more.error());
  if (*has_more) {
    const auto entries = bundle.list(kRuns);
    if (!entries)
      return cannot_read(fs::path(bundle.absolute_path()) / kRuns, entries.error().message);
    for (const auto& entry : *entries) {
      if (entry.kind == io::EntryKind::directory) folders.push_back(entry.path);
    }
  }
  std::vector<std::string> runs;
  for (auto& folder : folders) {
    auto has_receipt = is_there(bundle, bundle::joined(folder, kReceipt));
    if (!has_receipt) return tl::unexpected(has_receipt.error());
    if (*has_receipt) runs.push_back(std::move(folder));
  }
  return runs;
}

/// A receipt tells by its place to which bundle and run it belongs.
Result<ProvTarget> target_of_receipt(const std::string& given) {
  std::error_code code;
  const auto path = fs::absolute(given, code).lexically_normal();
  if (code) return cannot_read(given, code.message());
  const auto run = path.parent_path().parent_path();
  if (run / kReceipt != path) {
    return failure(ErrorKind::usage,
                   fmt::format("{} does not lie where the receipt of a run lies", given), {},
                   fmt::format("name a bundle, or a file {} in it", kReceipt));
  }
  if (run.parent_path().filename() != kRuns) return ProvTarget{run, {""}};
  return ProvTarget{run.parent_path().parent_path(),
                    {fmt::format("{}/{}", kRuns, run.filename().string())}};
}

Result<ProvTarget> target_of(const ProvOptions& options) {
  std::error_code ignored;  // what cannot be looked at fails where it is read
  if (!fs::is_directory(options.path, ignored)) return target_of_receipt(options.path);
  auto bundle = io::Root::open(options.path);
  if (!bundle) return tl::unexpected(bundle.error());
  auto runs = runs_of(*bundle);
  if (!runs) return tl::unexpected(runs.error());
  if (runs->empty()) {
    return failure(ErrorKind::no_verdict, fmt::format("{} holds no receipt of a run", options.path),
                   {}, fmt::format("name a bundle with {}", kReceipt));
  }
  if (runs->size() > 1 && !options.output.empty()) {
    return failure(ErrorKind::usage,
                   fmt::format("{} holds the receipts of {} runs, and --output names one file",
                               options.path, runs->size()),
                   {}, "name one of the receipts");
  }
  return ProvTarget{options.path, std::move(*runs)};
}

Answer<bundle::DocumentFacts> document_at(const io::Root& bundle, const std::string& path,
                                          DocumentKind kind) {
  auto document = bundle::load_document(bundle, path, kind, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  const auto place = fs::path(bundle.absolute_path()) / path;
  if (document->access) return cannot_read(place, document->access->message);
  if (document->is_valid()) return std::move(*document);
  return tl::unexpected(Refusal{fmt::format(
      "{} does not fit its schema\n  = fix: see what mig-validate tells of it", place.string())});
}

Answer<ProvFile> derive(const io::Root& bundle, const contract::Declaration& declaration,
                        const std::string& run) {
  const auto path = bundle::joined(run, kReceipt);
  auto document = document_at(bundle, path, DocumentKind::run_receipt);
  if (!document) return tl::unexpected(document.error());
  if (!*document) return tl::unexpected(document->error());
  const auto receipt = contract::read_run_receipt((*document)->value);
  const auto& artifacts = declaration.artifacts;
  const auto scripts =
      contract::values_of(receipt.is_rollback() ? artifacts.rollback : artifacts.forward);
  ProvFile file{bundle::joined(run, kProvenance), report::prov_json(receipt, scripts)};
  // A receipt may hold text that no identifier can.
  const auto written = bundle::examine_document(file.path, file.text, DocumentKind::prov);
  if (!written) return tl::unexpected(written.error());
  if (written->is_valid()) return file;
  return tl::unexpected(Refusal{fmt::format(
      "{} holds an id or a principal that provenance cannot express\n  = fix: write them in one "
      "line, without blanks",
      (fs::path(bundle.absolute_path()) / path).string())});
}

Result<void> check_free(const io::Root& bundle, const std::string& path, bool replaces) {
  const auto kind = bundle.kind_of(path);
  const auto place = (fs::path(bundle.absolute_path()) / path).string();
  if (!kind && kind.error().fault == io::AccessFault::not_found) return {};
  if (!kind) return cannot_read(place, kind.error().message);
  if (*kind != io::EntryKind::regular)
    return failure(ErrorKind::no_verdict, fmt::format("{} is no regular file", place));
  if (replaces) return {};
  return failure(ErrorKind::usage, fmt::format("{} exists", place), {},
                 "remove it first, or have it written anew with --replace");
}

Result<void> write_beside(const io::Root& bundle, const std::vector<ProvFile>& files,
                          bool replaces) {
  for (const auto& file : files) {
    if (auto free = check_free(bundle, file.path, replaces); !free) return free;
  }
  for (const auto& file : files) {
    const auto place = (fs::path(bundle.absolute_path()) / file.path).string();
    if (auto written = io::write_file_atomically(place, file.text); !written) return written;
    if (auto told = print(fmt::format("wrote {}\n", place)); !told) return told;
  }
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
  return io::write_file_atomically(output, text);
}

int refuse(const Refusal& refusal) {
  complain(fmt::format("mig-receipt-verify prov: {}\n", refusal.message));
  return kExitRefused;
}

// All that is meant is derived before anything is written.
Result<int> write_provenance(const ProvOptions& options) {
  auto target = target_of(options);
  if (!target) return tl::unexpected(target.error());
  auto bundle = io::Root::open(target->bundle.string());
  if (!bundle) return tl::unexpected(bundle.error());
  auto declared =
      document_at(*bundle, std::string(bundle::kDeclarationFile), DocumentKind::declaration);
  if (!declared) return tl::unexpected(declared.error());
  if (!*declared) return refuse(declared->error());
  const auto declaration = contract::read_declaration((*declared)->value);
  std::vector<ProvFile> files;
  for (const auto& run : target->runs) {
    auto file = derive(*bundle, declaration, run);
    if (!file) return tl::unexpected(file.error());
    if (!*file) return refuse(file->error());
    files.push_back(std::move(**file));
  }
  auto written = options.output.empty()
                     ? write_beside(*bundle, files, options.replaces)
                     : write_to(options.output, files.front().text, options.replaces);
  if (!written) return tl::unexpected(written.error());
  return 0;
}

}  // namespace

Action declare_prov(CLI::App& app) {
  auto options = std::make_shared<ProvOptions>();
  app.add_option("path", options->path, "the receipt of a run, or a bundle: all its receipts")
      ->required();
  app.add_option("-o,--output", options->output,
                 "file to write, - for standard output (default: prov.jsonld beside the receipt)");
  app.add_flag("--replace", options->replaces, "write over a file that is there");
  return [options] { return write_provenance(*options); };
}

}  // namespace mig::app
