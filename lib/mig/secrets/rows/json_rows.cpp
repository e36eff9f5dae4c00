#include "mig/secrets/rows/json_rows.hpp"

#include <algorithm>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/escapes.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// Deeper objects are one with what holds them, so that memory stays bounded.
constexpr std::size_t kMaxDepth = 256;
/// An object of more cells comes in parts.
constexpr std::size_t kMaxCells = 4096;
constexpr std::size_t kMaxValue = 1U << 20U;
constexpr std::size_t kMaxKey = 256;

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

struct Frame {
  bool is_object = false;
  std::vector<Cell> cells;
  std::vector<std::string> keys;   ///< of the cells
  std::string key;                 ///< what the next value belongs to
  std::vector<std::string> known;  ///< keys of the object before, which most often are the same
  std::vector<Cell::Notes> notes;  ///< about them
};

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view table, const RowVisitor& visit)
      : bytes_(bytes), visit_(visit), frames_(kMaxDepth + 1) {
    row_.source = RowSource::json;
    row_.table = table;
  }

  std::uint32_t read(std::size_t at, bool one_value) {
    while (at < bytes_.size()) {
      const char byte = bytes_[at];
      if (byte == '{' || byte == '[') {
        open(byte == '{');
        ++at;
      } else if (byte == '}' || byte == ']') {
        if (one_value && depth_ == 0) return narrow(at);
        close();
        ++at;
        if (one_value && depth_ == 0) return narrow(at);
      } else if (byte == '"' || byte == '\'') {
        at = read_string(at);
      } else if (is_word_byte(byte) || byte == '-' || byte == '$') {
        at = read_bare(at);
      } else if (byte == '/' && at + 1 < bytes_.size() && bytes_[at + 1] == '/') {
        at = std::min(bytes_.find('\n', at), bytes_.size());
      } else {
        ++at;
      }
    }
    while (depth_ > 0) close();
    return narrow(bytes_.size());
  }

 private:
  Frame& top() { return frames_[std::min(depth_, kMaxDepth)]; }

  void open(bool is_object) {
    // An array under a key passes the key on to its scalars.
    const bool passes_key = !is_object && depth_ > 0;
    const std::string key = passes_key ? top().key : std::string();
    ++depth_;
    if (depth_ > kMaxDepth) return;
    auto& frame = top();
    frame.is_object = is_object;
    frame.key = key;
  }

  void close() {
    if (depth_ == 0) return;
    if (depth_ <= kMaxDepth) {
      auto& frame = top();
      if (frame.is_object || depth_ == 1) {
        flush(frame);
      } else {
        auto& outer = frames_[depth_ - 1];
        if (!frame.cells.empty()) {
          std::move(frame.cells.begin(), frame.cells.end(), std::back_inserter(outer.cells));
          std::move(frame.keys.begin(), frame.keys.end(), std::back_inserter(outer.keys));
          frame.cells.clear();
          frame.keys.clear();
        }
      }
    }
    --depth_;
    if (top().is_object) top().key.clear();
  }

  void flush(Frame& frame) {
    if (frame.cells.empty()) return;
    const auto count = frame.cells.size();
    if (frame.known.size() < count) {
      frame.known.resize(count);
      frame.notes.resize(count);
    }
    for (std::size_t i = 0; i < count; ++i) {
      auto& cell = frame.cells[i];
      cell.column = frame.keys[i];
      if (frame.known[i] == cell.column) {
        cell.notes = frame.notes[i];
      } else {
        frame.known[i] = cell.column;
      }
    }
    row_.cells.swap(frame.cells);
    visit_(row_);
    for (std::size_t i = 0; i < count; ++i) frame.notes[i] = row_.cells[i].notes;
    row_.cells.clear();
    row_.cells.swap(frame.cells);
    frame.keys.clear();
  }

  bool is_key(std::size_t behind) const {
    while (behind < bytes_.size() && (bytes_[behind] == ' ' || bytes_[behind] == '\t')) ++behind;
    return behind < bytes_.size() && bytes_[behind] == ':';
  }

  void add(std::string_view raw, std::size_t begin, bool is_text) {
    if (depth_ == 0) return;
    auto& frame = top();
    Cell cell;
    raw = raw.substr(0, kMaxValue);
    const bool has_escapes = is_text && raw.find('\\') != std::string_view::npos;
    cell.value = has_escapes ? unescaped(raw) : std::string(raw);
    cell.span = {narrow(begin), narrow(begin + raw.size())};
    cell.is_text = is_text;
    frame.cells.push_back(std::move(cell));
    frame.keys.push_back(frame.key);
    if (frame.is_object) frame.key.clear();
    if (frame.cells.size() >= kMaxCells) flush(frame);
  }

  std::size_t read_string(std::size_t at) {
    const char quote = bytes_[at];
    const auto begin = at + 1;
    auto closing = begin;
    while (closing < bytes_.size() && bytes_[closing] != quote)
      closing += bytes_[closing] == '\\' ? 2U : 1U;
    closing = std::min(closing, bytes_.size());
    const auto raw = bytes_.substr(begin, closing - begin);
    const auto behind = std::min(closing + 1, bytes_.size());
    if (is_key(behind) && top().is_object) {
      top().key = lowered(raw.substr(0, kMaxKey));
    } else {
      add(raw, begin, true);
    }
    return behind;
  }

  std::size_t read_bare(std::size_t at) {
    auto end = at + 1;
    while (end < bytes_.size() && (is_word_byte(bytes_[end]) || bytes_[end] == '.' ||
                                   bytes_[end] == '-' || bytes_[end] == '+'))
      ++end;
    const auto raw = bytes_.substr(at, end - at);
    if (is_key(end) && top().is_object) {
      top().key = lowered(raw.substr(0, kMaxKey));
    } else if (raw != "null" && (raw == "true" || raw == "false" || !is_function(end))) {
      add(raw, at, false);
    }
    return end;
  }

  /// `ObjectId("..")`, `process.env.X`: code, not a value.
  bool is_function(std::size_t end) const { return end < bytes_.size() && bytes_[end] == '('; }

  std::string_view bytes_;
  const RowVisitor& visit_;
  Row row_;
  std::vector<Frame> frames_;
  std::size_t depth_ = 0;
};

}  // namespace

std::uint32_t read_json_rows(std::string_view bytes, std::uint32_t at, bool one_value,
                             std::string_view table, const RowVisitor& visit) {
  return Reader(bytes, table, visit).read(at, one_value);
}

}  // namespace mig::secrets
