#include "mig/secrets/scanner.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "mig/digest/sha256.hpp"
#include "mig/secrets/assignment/find_arguments.hpp"
#include "mig/secrets/assignment/find_assignments.hpp"
#include "mig/secrets/collapse.hpp"
#include "mig/secrets/command/find_commands.hpp"
#include "mig/secrets/dsn/find_dsns.hpp"
#include "mig/secrets/engine/hooks.hpp"
#include "mig/secrets/layer/find_layers.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/payload/find_payload.hpp"
#include "mig/secrets/person/find_persons.hpp"
#include "mig/secrets/place/find_places.hpp"
#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/rows/yaml_rows.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

// A file with more is refused as a whole; a report of it would help nobody.
constexpr std::size_t kMaxDetections = 10'000;

/// The way from a layer back to the file, layer by layer.
struct Frame {
  const SpanMap* map = nullptr;
  std::string_view encoding;
  const Frame* outer = nullptr;
};

Span to_file(Span span, const Frame* frame) {
  for (; frame != nullptr; frame = frame->outer) span = frame->map->to_source(span);
  return span;
}

/// Manifests and locks name the people who wrote a package, and digests.
bool is_manifest(std::string_view path) {
  static constexpr std::array<std::string_view, 14> kNames{
      "package.json",  "package-lock.json", "npm-shrinkwrap.json", "composer.json",
      "composer.lock", "bower.json",        "yarn.lock",           "pnpm-lock.yaml",
      "Cargo.lock",    "poetry.lock",       "Pipfile.lock",        "Gemfile.lock",
      "bom.json",      "sbom.json"};
  const auto name = file_name_of(path);
  return is_one_of(name, kNames) || name.ends_with(".cyclonedx.json") ||
         name.ends_with(".spdx.json");
}

/// Searches one file, layer by layer.
class Search {
 public:
  explicit Search(Scan& scan) : scan_(scan) {}

  void run(const Text& text, const Frame* frame);

 private:
  void search_literals(const Text& text, Detections& found);
  void look(const Text& text, unsigned literal, Hit hit, Detections& found);
  void look_at_row(const Row& row, const Text& text, Detections& found);
  void keep(Detections found, const Frame* frame);
  void search_tail(const Text& text, const Frame* frame);
  void tell_full(Span place) {
    scan_.unread.push_back({place, "more than 10000 detections: the rest was not searched"});
  }
  bool is_full() const { return scan_.detections.size() >= kMaxDetections; }

  Scan& scan_;
  std::uint64_t budget_ = LayerLimits{}.decoded_bytes;
  std::uint32_t rows_until_ = 0;
  std::uint32_t name_until_ = 0;
};

void Search::look_at_row(const Row& row, const Text& text, Detections& found) {
  find_credentials_in_row(row, found);
  if (text.role == FileRole::approval || is_manifest(text.path)) return;
  find_persons_in_row(row, found);
  find_places_in_row(row, found);
}

void Search::look(const Text& text, unsigned literal, Hit hit, Detections& found) {
  for (const auto& hook : Hooks::instance().waiting_for(literal)) {
    switch (hook.finder) {
      case Finder::token:
        find_token(*hook.format, text, hit, found);
        break;
      case Finder::assignment:
        if (hit.begin >= name_until_) name_until_ = find_assignment(text, hit, found);
        break;
      case Finder::argument:
        find_argument(text, hit, found);
        break;
      case Finder::dsn:
        find_dsn(text, hit, found);
        break;
      case Finder::sql:
        find_sql_secret(text, hit, found);
        break;
      case Finder::hash:
        find_hash(text, hit, found);
        break;
      case Finder::command:
        find_command(text, hit, found);
        break;
      case Finder::place:
        find_place(text, hit, found);
        break;
      case Finder::rows:
        if (hit.begin < rows_until_) break;
        rows_until_ =
            read_statement_rows(text, hit, [&](const Row& row) { look_at_row(row, text, found); });
        break;
    }
  }
}

void Search::search_literals(const Text& text, Detections& found) {
  rows_until_ = 0;
  name_until_ = 0;
  Memory memory;
  Text remembered = text;
  remembered.memory = &memory;
  const auto& literals = Hooks::instance().literals();
  const bool is_whole = literals.scan(text.bytes, [&](unsigned literal, std::uint64_t end) {
    if (found.size() > kMaxDetections) return;
    const auto size = literals.literal(literal).size();
    look(remembered, literal,
         {static_cast<std::uint32_t>(end - size), static_cast<std::uint32_t>(end)}, found);
  });
  if (!is_whole) scan_.unread.push_back({{0, 0}, "the search for literals could not be finished"});
}

void Search::keep(Detections found, const Frame* frame) {
  for (auto& one : found) {
    one.span = to_file(one.span, frame);
    if (is_full()) return tell_full(one.span);
    if (frame != nullptr) one.encoding = frame->encoding;
    scan_.detections.push_back(std::move(one));
  }
}

void Search::run(const Text& text, const Frame* frame) {
  if (is_full())
    return tell_full(to_file({0, static_cast<std::uint32_t>(text.bytes.size())}, frame));
  const auto form = form_of(text.bytes);
  Detections found;
  // A mark in front or blanks between bytes make a text look like UTF-16: its bytes are searched as
  // they stand, too.
  search_literals(text, found);
  if (form == Form::text || form == Form::utf16) {
    const bool has_rows = text.role != FileRole::approval &&
                          (text.role != FileRole::other || text.path.ends_with(".json"));
    if (has_rows && !is_manifest(text.path)) {
      read_file_rows(text, [&](const Row& row) { look_at_row(row, text, found); });
    }
    if (text.role != FileRole::approval) {
      read_yaml_rows(text, [&](const Row& row) { look_at_row(row, text, found); });
    }
    if (text.role == FileRole::evidence || text.role == FileRole::data) {
      find_persons_in_text(text, found);
      find_places_in_text(text, found);
    }
    // Who approves is named there on purpose; how to reach them is not.
    if (text.role == FileRole::approval) find_persons_in_text(text, found);
    if (text.role == FileRole::script) find_persons_in_script(text, found);
    find_password_file_lines(text, found);
  }
  keep(std::move(found), frame);
  std::vector<Unread> unread;
  const bool is_deepest = text.depth >= LayerLimits{}.depth;
  find_layers(
      text, budget_,
      [&](Layer&& layer) {
        if (is_deepest) {
          const auto size = static_cast<std::uint32_t>(layer.bytes.size());
          unread.push_back({layer.map.to_source({0, size}), "encoded deeper than is searched"});
          return;
        }
        const Frame inner{&layer.map, layer.encoding, frame};
        run({text.path, layer.bytes, text.role, text.depth + 1}, &inner);
      },
      unread);
  if (form == Form::utf16 && !is_deepest) search_tail(text, frame);
  for (auto& part : unread) {
    part.span = to_file(part.span, frame);
    scan_.unread.push_back(std::move(part));
  }
}

/// What stands behind the last byte that makes the text look like UTF-16 may be plain text with
/// encodings of its own.
void Search::search_tail(const Text& text, const Frame* frame) {
  const auto last = text.bytes.rfind('\0');
  const auto begin = static_cast<std::uint32_t>(last == std::string_view::npos ? 2 : last + 1);
  if (begin + 8U > text.bytes.size()) return;
  const auto size = static_cast<std::uint32_t>(text.bytes.size()) - begin;
  SpanMap map;
  map.add({0, size, begin, begin + size});
  const Frame inner{&map, frame == nullptr ? std::string_view() : frame->encoding, frame};
  run({text.path, text.bytes.substr(begin), text.role, text.depth + 1}, &inner);
}

/// What the name of a file gives away. It has no place in the file.
void find_in_name(std::string_view path, Detections& found) {
  Scan named;
  Search(named).run({"name", path, FileRole::other, LayerLimits{}.depth}, nullptr);
  for (auto& one : named.detections) {
    if (!one.rule.starts_with("secret-") && one.rule != "dsn-credential") continue;
    one.span = {0, 0};
    one.subject += " in the name of the file";
    found.push_back(std::move(one));
    return;
  }
}

/// A mask of as many bytes as the character at `at` has, so that offsets and columns stay.
std::string_view mask_for(unsigned char lead) {
  if (lead >= 0xF0) return "\U0001F512";
  if (lead >= 0xE0) return "\u2022";
  if (lead >= 0xC2) return "\u00B7";
  return "*";
}

}  // namespace

Scan scan(std::string_view path, std::string_view bytes) {
  Scan result;
  result.role = role_of(path);
  Search(result).run({path, bytes, result.role, 0}, nullptr);
  result.detections = collapsed(std::move(result.detections), result.covered);
  if (auto payload = find_payload(path, bytes, result.role)) {
    // The value is the whole file: whoever allows it allows these bytes and no others.
    payload->value = digest::sha256_hex(bytes).value_or(std::string());
    result.detections.push_back(std::move(*payload));
  }
  find_in_name(path, result.detections);
  return result;
}

std::string masked(std::string_view bytes, const Detections& detections) {
  std::string out(bytes);
  for (const auto& one : detections) {
    // A payload is told by its form, and its place is only where to look.
    if (one.rule.starts_with("payload-")) continue;
    const auto end = std::min<std::size_t>(one.span.end, out.size());
    for (std::size_t i = one.span.begin; i < end;) {
      const auto lead = static_cast<unsigned char>(out[i]);
      if (lead == '\n' || lead == '\r') {
        ++i;
        continue;
      }
      const auto mask = mask_for(lead);
      if (i + mask.size() > out.size()) break;
      out.replace(i, mask.size(), mask);
      i += mask.size();
    }
  }
  return out;
}

}  // namespace mig::secrets
