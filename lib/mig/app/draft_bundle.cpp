#include "mig/app/draft_bundle.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "mig/io/root.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/report/declaration_text.hpp"
#include "mig/rules/scope/suggestion.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStore = "postgis";

struct NewFile {
  std::string name;
  std::string bytes;
};

Result<std::string> migration_id_of(const fs::path& folder) {
  const auto name = folder.filename().string();
  const auto id = pattern::parse_migration_id(name);
  if (!id || contract::type_of_prefix(id->prefix) != kStore ||
      !pattern::is_calendar_date(id->year, id->month, id->day)) {
    return failure(
        ErrorKind::usage,
        fmt::format("--init {}: the folder is named after the migration", folder.string()), {},
        "name it like migrations/postgis/PG-MIG-2026-03-01-01");
  }
  return name;
}

/// "forward.sql" for a single script; with several the names that they had.
std::string name_in_bundle(const bundle::ScriptFacts& script, bool is_single) {
  if (is_single) return script.is_forward ? "forward.sql" : "rollback.sql";
  return fs::path(script.path).filename().string();
}

Result<std::vector<NewFile>> new_files(const std::string& id, const Options& options,
                                       const bundle::BundleFacts& scripts,
                                       const rules::SuggestedScope& scope) {
  const auto& command = options.command;
  const auto& given = command.draft;
  report::DraftText draft{id,
                          std::string(kStore),
                          given.intent,
                          given.reviewers,
                          given.change_class,
                          given.runner_tool,
                          given.runner_command,
                          given.rebuild_plan,
                          {},
                          {}};
  std::vector<NewFile> files;
  std::set<std::string> names{"migration.yml", "notes.md"};
  for (const auto& script : scripts.scripts) {
    const bool is_single = (script.is_forward ? command.forward : command.rollback).size() == 1;
    auto name = name_in_bundle(script, is_single);
    if (!names.insert(name).second) {
      return failure(ErrorKind::usage, fmt::format("two files of the bundle would be {}", name), {},
                     "give the scripts names of their own");
    }
    (script.is_forward ? draft.forward : draft.rollback).push_back(name);
    files.push_back({std::move(name), std::string(script.source->bytes())});
  }
  files.push_back({"notes.md", report::notes_skeleton(id)});
  // Last: a folder without it is not taken for a bundle that is complete.
  files.push_back({"migration.yml", report::declaration_as_yaml(draft, scope)});
  return files;
}

/// The first opaque effect with its place; empty when there is none.
std::string why_unseen(const bundle::ChangeFacts& change) {
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) {
      if (!is_opaque(effect.operation)) continue;
      const auto& source = *script.script->source;
      const auto at = source.position(effect.span.begin);
      return fmt::format(": {} ({}, {}:{}:{})", effect.detail, name_of(effect.operation),
                         source.path(), at.line, at.column);
    }
  }
  return ": they have no effect";
}

Result<void> create_folder(const fs::path& folder) {
  std::error_code code;
  if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), code);
  if (!code && fs::create_directory(folder, code)) return {};
  return failure(code ? ErrorKind::no_verdict : ErrorKind::usage,
                 fmt::format("{}: {}", folder.string(), code ? code.message() : "it exists"), {},
                 "give --init a folder that is not there yet");
}

}  // namespace

Result<std::string> write_draft_bundle(const Options& options, const bundle::BundleFacts& scripts,
                                       const bundle::ChangeFacts& change,
                                       const contract::Policy& policy) {
  fs::path folder(*options.command.init);
  if (!folder.has_filename()) folder = folder.parent_path();
  auto id = migration_id_of(folder);
  if (!id) return tl::unexpected(id.error());
  const auto scope = rules::suggest_scope(change, policy);
  if (!scope.names_anything()) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("nothing can be seen that the scripts touch{}", why_unseen(change)),
                   {}, "declare such a migration by hand");
  }
  auto files = new_files(*id, options, scripts, scope);
  if (!files) return tl::unexpected(files.error());
  if (auto made = create_folder(folder); !made) return tl::unexpected(made.error());
  std::string text = fmt::format("wrote {}:\n", folder.string());
  for (const auto& file : *files) {
    auto written = io::write_file_atomically((folder / file.name).string(), file.bytes);
    if (!written) return tl::unexpected(written.error());
    text += fmt::format("  {}\n", file.name);
  }
  text += fmt::format(
      "next: fill what is marked TODO, register {}, then\n"
      "  mig-gate {}\n"
      "before it is approved: capture baselines/pre.json (mig-run capture)\n",
      *id, folder.string());
  return text;
}

}  // namespace mig::app
