#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/base/source_text.hpp"
#include "mig/catalog/simulation.hpp"
#include "mig/runner/script.hpp"

namespace mig::runner {
namespace {

using catalog::HazardKind;
using effect::Operation;

// What psql does with these never reaches the server, and nothing of ours runs them. pg_dump writes
// the last two.
constexpr std::array<std::string_view, 13> kHarmlessCommands{
    "set",    "unset", "echo", "qecho", "warn",     "timing",    "pset",
    "timing", "x",     "a",    "t",     "restrict", "unrestrict"};

constexpr std::array<std::string_view, 6> kWayOutExtensions{"dblink",    "postgres_fdw", "file_fdw",
                                                            "adminpack", "plsh",         "pg_cron"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// What a statement reaches that no rehearsal may; empty for the rest.
std::string_view way_out(sql::Node statement) {
  const auto tag = statement.tag();
  if (tag == "LoadStmt") return "LOAD brings compiled code into the server";
  if (tag == "AlterSystemStmt") return "ALTER SYSTEM changes the server";
  if (tag == "CreateSubscriptionStmt") return "CREATE SUBSCRIPTION reaches another server";
  if (tag == "CreateForeignServerStmt" || tag == "CreateUserMappingStmt" ||
      tag == "CreateFdwStmt" || tag == "ImportForeignSchemaStmt") {
    return "foreign servers and their wrappers reach beyond the database";
  }
  if (tag == "CreateExtensionStmt" && holds(kWayOutExtensions, statement["extname"].text()))
    return "this extension reaches beyond the database";
  if (tag == "VariableSetStmt") {
    const auto name = statement["name"].text();
    const bool sets = statement["kind"].text() == "VAR_SET_VALUE";
    if (sets && name == "session_authorization")
      return "SET SESSION AUTHORIZATION changes who runs";
    if (sets && name == "role") return "SET ROLE changes who runs";
  }
  return {};
}

class Scan {
 public:
  explicit Scan(const Script& script)
      : script_(script), source_(script.path, std::string(script.text)) {}

  std::vector<Refusal> run() {
    const auto reading = sql::read_script(
        script_.text, [this](const sql::Statement& statement) { look_at(statement); });
    for (const auto& fact : reading.facts) look_at(fact);
    const auto seen = catalog::predict({}, script_.text);
    for (const auto& one : seen.effects) look_at(one);
    for (const auto& one : seen.hazards) look_at(one);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& left, const auto& right) { return left.at < right.at; });
    // One cause may show in the tree, in an effect and in a hazard.
    const auto same = [](const auto& left, const auto& right) { return left.at == right.at; };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    return std::move(found_);
  }

 private:
  void refuse(Span span, std::string what) {
    found_.push_back({script_.path, source_.position(span.begin), std::move(what)});
  }

  void look_at(const sql::Statement& statement) {
    if (const auto what = way_out(statement.tree); !what.empty())
      refuse(statement.span, std::string(what));
    statement.tree.each([&](sql::Node at) {
      if (at.key() != "funcname") return;
      const auto name = at.items().empty() ? std::string_view{} : last_name(at);
      if (name.starts_with("dblink")) refuse(statement.span, "dblink reaches another server");
    });
  }

  static std::string_view last_name(sql::Node names) {
    const auto parts = names.items();
    return parts.empty() ? std::string_view{} : parts.back()["sval"].text();
  }

  void look_at(const sql::Fact& fact) {
    if (fact.kind == sql::FactKind::nul_byte)
      refuse(fact.span, "a NUL byte hides what follows it from the server");
    if (fact.kind == sql::FactKind::torn_statement)
      refuse(fact.span, "a statement goes on behind the rows of COPY");
    if (fact.kind == sql::FactKind::meta_command && !holds(kHarmlessCommands, fact.text))
      refuse(fact.span, fmt::format("\\{} is a command of psql, which is not used", fact.text));
  }

  void look_at(const effect::Effect& one) {
    if (one.operation != Operation::server_access) return;
    refuse(one.span,
           one.detail.empty() ? "it reaches files or programs of the server" : one.detail);
  }

  void look_at(const catalog::Hazard& one) {
    if (one.kind == HazardKind::untrusted_language)
      refuse(one.span, fmt::format("the language {} is not trusted: it reaches the machine",
                                   one.object.name));
    if (one.kind == HazardKind::server_access && !one.detail.empty())
      refuse(one.span, fmt::format("it {}", one.detail));
  }

  const Script& script_;
  SourceText source_;
  std::vector<Refusal> found_;
};

}  // namespace

std::vector<Refusal> refusals(const Script& script) {
  return Scan(script).run();
}

}  // namespace mig::runner
