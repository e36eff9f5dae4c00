// Provenance against the PROV-JSONLD of others: bin/prov_vectors VECTORS_DIR RECEIPTS_DIR
// VECTORS_DIR holds minimal.jsonld (accepted), primer.jsonld (refused) and the JSON Schema of
// PROV-JSONLD. Everything that is derived from a valid run_receipt.json below RECEIPTS_DIR has to
// fit that schema and ours, and to pass the rules. Ends in 1 unless all of it is so.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "mig/bundle/load.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/document/reader.hpp"
#include "mig/report/prov_file.hpp"
#include "mig/rules/rule.hpp"
#include "mig/schema/schema.hpp"

namespace {

namespace fs = std::filesystem;
using mig::bundle::DocumentFacts;
using mig::contract::DocumentKind;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

DocumentFacts examine(const std::string& path, std::string bytes, DocumentKind kind) {
  auto document = mig::bundle::examine_document(path, std::move(bytes), kind);
  if (!document) throw std::runtime_error(document.error().message);
  return std::move(*document);
}

/// The schema of the format itself.
class PublicSchema {
 public:
  explicit PublicSchema(const fs::path& file) {
    auto value = mig::document::read_json(read(file));
    if (!value) throw std::runtime_error(file.string() + ": " + value.error().message);
    value_ = std::move(*value);
    auto schema = mig::schema::Schema::compile({"prov", &value_});
    if (!schema) throw std::runtime_error(file.string() + ": " + schema.error().message);
    schema_.emplace(std::move(*schema));
  }
  bool fits(const std::string& text) const {
    const auto value = mig::document::read_json(text);
    return value && schema_->validate(*value).empty();
  }

 private:
  mig::document::LocatedValue value_;
  std::optional<mig::schema::Schema> schema_;
};

/// What the rules over provenance say of it, beside that receipt.
std::vector<mig::Finding> judge(const DocumentFacts& receipt, const DocumentFacts& prov,
                                const std::vector<std::string_view>& only = {}) {
  mig::bundle::RunFacts run;
  mig::bundle::BundleFacts bundle;
  mig::bundle::RecordFacts records;
  auto& facts = records.receipts.emplace_back();
  facts.run = &run;
  facts.document = &receipt;
  facts.receipt = mig::contract::read_run_receipt(receipt.value);
  facts.prov_document = &prov;
  facts.prov = mig::contract::read_prov(prov.value);
  std::vector<mig::Finding> findings;
  for (const auto* rule : mig::rules::all_rules()) {
    const auto* check = std::get_if<mig::rules::RecordCheck>(&rule->check);
    if (check == nullptr || mig::rules::family_of(rule->info.id) != "prov") continue;
    if (!only.empty() && std::find(only.begin(), only.end(), rule->info.id) == only.end()) continue;
    mig::rules::Reporter reporter(rule->info, findings);
    (*check)(bundle, records, reporter);
  }
  return findings;
}

bool tell(bool is_as_expected, const std::string& what) {
  std::cout << (is_as_expected ? "ok   " : "FAIL ") << what << '\n';
  return is_as_expected;
}

bool judge_minimal(const fs::path& folder, const PublicSchema& schema,
                   const DocumentFacts& receipt) {
  const auto text = read(folder / "minimal.jsonld");
  const auto prov = examine("receipts/prov.jsonld", text, DocumentKind::prov);
  const auto findings = judge(receipt, prov,
                              {"prov-foreign-context", "prov-duplicate-id",
                               "prov-dangling-reference", "prov-repeated-generation"});
  for (const auto& violation : prov.violations) std::cout << "     " << violation.message << '\n';
  for (const auto& finding : findings) std::cout << "     " << finding.message << '\n';
  bool good = tell(schema.fits(text), "minimal.jsonld fits the schema of PROV-JSONLD");
  good = tell(prov.is_valid(), "minimal.jsonld fits our schema") && good;
  return tell(findings.empty(), "minimal.jsonld passes context, identifiers and references") &&
         good;
}

bool judge_primer(const fs::path& folder, const PublicSchema& schema) {
  const auto text = read(folder / "primer.jsonld");
  const auto prov = examine("receipts/prov.jsonld", text, DocumentKind::prov);
  bool good = tell(schema.fits(text), "primer.jsonld fits the schema of PROV-JSONLD");
  good = tell(!prov.violations.empty(),
              fmt::format("primer.jsonld is refused for {} reasons", prov.violations.size())) &&
         good;
  for (const auto& violation : prov.violations) {
    if (&violation - prov.violations.data() == 3) break;
    std::cout << "     " << violation.message << '\n';
  }
  return tell(!mig::contract::read_prov(prov.value).has_known_context,
              "primer.jsonld has another context") &&
         good;
}

std::string derive(const DocumentFacts& document) {
  const auto receipt = mig::contract::read_run_receipt(document.value);
  return mig::report::prov_json(receipt, {receipt.inputs.front().path.value});
}

bool judge_derived(const std::vector<DocumentFacts>& receipts, const PublicSchema& schema) {
  std::size_t fitting = 0;
  std::size_t valid = 0;
  std::size_t silent = 0;
  for (const auto& receipt : receipts) {
    const auto text = derive(receipt);
    const auto prov = examine("receipts/prov.jsonld", text, DocumentKind::prov);
    if (schema.fits(text)) ++fitting;
    if (prov.is_valid()) ++valid;
    const auto findings = judge(receipt, prov);
    if (findings.empty()) ++silent;
    for (const auto& finding : findings)
      std::cout << "     " << receipt.source->path() << ": " << finding.message << '\n';
  }
  const auto all = receipts.size();
  bool good = tell(fitting == all,
                   fmt::format("{} of {} derived fit the schema of PROV-JSONLD", fitting, all));
  good = tell(valid == all, fmt::format("{} of {} derived fit our schema", valid, all)) && good;
  return tell(silent == all, fmt::format("{} of {} derived pass every rule", silent, all)) && good;
}

std::vector<DocumentFacts> receipts_below(const fs::path& folder) {
  std::vector<DocumentFacts> receipts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "run_receipt.json" || !entry.is_regular_file()) continue;
    auto document = examine(entry.path().string(), read(entry.path()), DocumentKind::run_receipt);
    if (document.is_valid()) receipts.push_back(std::move(document));
  }
  if (receipts.empty()) throw std::runtime_error("no valid receipt below " + folder.string());
  return receipts;
}

int run(const fs::path& vectors, const fs::path& folder) {
  const PublicSchema schema(vectors / "schema-2024-08-25.json");
  const auto receipts = receipts_below(folder);
  bool good = tell(!schema.fits(R"({"@context": [], "@graph": [{"@type": "Nothing"}]})"),
                   "the schema of PROV-JSONLD refuses what is none");
  good = judge_minimal(vectors, schema, receipts.front()) && good;
  good = judge_primer(vectors, schema) && good;
  return judge_derived(receipts, schema) && good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 3) return run(argv[1], argv[2]);
    std::cerr << "usage: prov_vectors VECTORS_DIR RECEIPTS_DIR\n";
  } catch (const std::exception& problem) {
    std::cerr << "prov_vectors: " << problem.what() << '\n';
  }
  return 2;
}
