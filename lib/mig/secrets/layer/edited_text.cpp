#include "mig/secrets/layer/edited_text.hpp"

#include <algorithm>
#include <string>

#include "mig/base/utf8.hpp"
#include "mig/secrets/layer/text_shape.hpp"

namespace mig::secrets::layer {
namespace {

/// A name and its value stand together; on a line without end this much of it is shown.
constexpr std::size_t kContext = 256;
/// Bounds of what is held at once.
constexpr std::size_t kMostEdits = 1U << 16U;
constexpr std::size_t kMostSource = 1U << 20U;

std::string_view name_of(const std::vector<Edit>& edits) {
  constexpr std::string_view kNames[] = {"backslash escapes",    "percent encoding", "entities",
                                         "invisible characters", "joined strings",   "code points",
                                         "quoted-printable"};
  const Edit* leading = nullptr;
  for (const Edit& edit : edits) {
    if (edit.weight == kWeak) continue;
    if (leading != nullptr && leading->kind != edit.kind) return "escapes";
    leading = &edit;
  }
  return leading == nullptr ? "escapes" : kNames[static_cast<std::size_t>(leading->kind)];
}

/// Queries write blanks as `+`: when quotes or equal signs are escaped in one, and nothing else is.
bool plus_is_blank(const std::vector<Edit>& edits) {
  bool has_blank = false;
  for (const Edit& edit : edits) {
    if (edit.kind != EditKind::percent) return false;
    has_blank = has_blank || edit.bytes[0] == ' ';
  }
  return edits.size() >= 2 && !has_blank;
}

}  // namespace

Edit edit_of(std::size_t begin, std::size_t end, EditKind kind, std::uint8_t weight) {
  Edit edit;
  edit.begin = static_cast<std::uint32_t>(begin);
  edit.end = static_cast<std::uint32_t>(end);
  edit.kind = kind;
  edit.weight = weight;
  return edit;
}

void Edit::set(char32_t value) {
  std::string utf8;
  append_utf8(utf8, value);
  size = static_cast<std::uint8_t>(std::min(utf8.size(), bytes.size()));
  std::copy_n(utf8.begin(), size, bytes.begin());
}

void EditedText::add(const Edit& edit) {
  if (edit.begin < free_from_) return;
  if (!edits_.empty() &&
      (edit.begin > edits_.back().end + kContext || edits_.size() >= kMostEdits ||
       edit.end - edits_.front().begin > kMostSource)) {
    flush();
  }
  edits_.push_back(edit);
  weight_ += edit.weight;
  free_from_ = edit.end;
}

std::size_t EditedText::context_begin(std::size_t at) const {
  const std::size_t least = at > kContext ? at - kContext : 0;
  const std::size_t floor = std::max(least, std::min(shown_to_, at));
  while (at > floor && text_[at - 1] != '\n') --at;
  return at;
}

std::size_t EditedText::context_end(std::size_t at) const {
  const std::size_t most = std::min(text_.size(), at + kContext);
  while (at < most && text_[at] != '\n') ++at;
  return at;
}

void EditedText::flush() {
  if (edits_.empty()) return;
  const std::size_t begin = context_begin(edits_.front().begin);
  const std::size_t end = context_end(edits_.back().end);
  if (weight_ >= kStrong && end - begin >= kLeastDecoded &&
      sink_.afford(end - begin, span_of(begin, end))) {
    Layer layer;
    layer.encoding = name_of(edits_);
    layer.bytes.reserve(end - begin);
    const auto append = [&](std::string_view bytes, std::size_t from, std::size_t to) {
      const auto decoded = static_cast<std::uint32_t>(layer.bytes.size());
      layer.bytes.append(bytes);
      layer.map.add({decoded, static_cast<std::uint32_t>(layer.bytes.size()),
                     static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), 0});
    };
    const bool is_query = plus_is_blank(edits_);
    std::size_t done = begin;
    for (const Edit& edit : edits_) {
      append(text_.substr(done, edit.begin - done), done, edit.begin);
      append({edit.bytes.data(), edit.size}, edit.begin, edit.end);
      done = edit.end;
    }
    append(text_.substr(done, end - done), done, end);
    if (is_query) std::replace(layer.bytes.begin(), layer.bytes.end(), '+', ' ');
    // What follows begins with what this one ended with only when a bound cut the text here.
    shown_to_ = edits_.back().end;
    sink_.budget +=
        end - begin - layer.bytes.size();  // escapes are longer than what they stand for
    sink_.visit(std::move(layer));
  }
  edits_.clear();
  weight_ = 0;
}

}  // namespace mig::secrets::layer
