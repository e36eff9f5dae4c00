#include "mig/secrets/command/command_forms.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "mig/secrets/character.hpp"
#include "mig/secrets/command/program_options.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// "PASSWORD", "string": documentation, when nothing but a blank ties it to its option.
bool is_plain_word(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char byte) { return is_letter(byte) || byte == '_' || byte == '-'; }) ||
         value.front() == '(' || value.front() == '[' || value.front() == '{' ||
         value.ends_with(',') || value.ends_with('.');
}

bool is_program(std::string_view name, std::string_view known) {
  return known.ends_with('*') ? name.starts_with(known.substr(0, known.size() - 1)) : name == known;
}

/// Adds what follows the first separator: `user:X`.
void add_pair(const ShellWord& word, std::size_t from, char separator, std::string_view subject,
              Detections& found) {
  const auto at = word.value.find(separator, from);
  if (at == std::string::npos) return;
  const auto user = std::string_view(word.value).substr(from, at - from);
  const auto password = std::string_view(word.value).substr(at + 1);
  if (password.empty()) {
    // An API key in the place of the name, with nothing behind it.
    if (is_credential(CredentialKind::secret, user, true))
      add_command_secret(word, from, at, subject, found);
    return;
  }
  if (password == user || user.find("//") != std::string_view::npos) return;
  add_command_secret(word, at + 1, word.value.size(), subject, found);
}

/// One option at words[index], if it is this one.
void match_option(const ProgramOption& option, const std::vector<ShellWord>& words,
                  std::size_t index, std::string_view subject, Detections& found) {
  const auto& word = words[index];
  const std::string_view value = word.value;
  if (!value.starts_with(option.flag)) return;
  const bool is_alone = value.size() == option.flag.size();
  const bool has_next = is_alone && index + 1 < words.size();
  const bool is_long = option.flag.starts_with("--");
  const bool is_equal = is_long && !is_alone && value[option.flag.size()] == '=';
  if (is_long && !is_alone && !is_equal) return;
  const auto from = option.flag.size() + (is_equal ? 1 : 0);
  switch (option.form) {
    case OptionForm::pair:
      if (option.flag.front() != '-' || option.flag == "-b") {
        const auto place = index + (option.flag == "-b" ? 3U : 2U);
        if (is_alone && place < words.size())
          add_command_secret(words[place], 0, words[place].value.size(), subject, found);
        return;
      }
      if (is_alone && has_next) add_pair(words[index + 1], 0, ':', subject, found);
      if (!is_alone) add_pair(word, from, ':', subject, found);
      return;
    case OptionForm::percent:
      if (has_next) add_pair(words[index + 1], 0, '%', subject, found);
      return;
    case OptionForm::source:
      if (has_next && words[index + 1].value.starts_with("pass:"))
        add_command_secret(words[index + 1], 5, words[index + 1].value.size(), subject, found);
      return;
    case OptionForm::attached:
    case OptionForm::next:
    case OptionForm::either:
      break;
  }
  if (!is_alone && (is_equal || (option.form != OptionForm::next && option.flag.size() == 2)))
    add_command_secret(word, from, value.size(), subject, found);
  if (!has_next || option.form == OptionForm::attached) return;
  const auto& next = words[index + 1];
  if (!next.value.empty() && next.value.front() != '-')
    add_command_secret(next, 0, next.value.size(), subject, found);
}

/// Whether a hit is a program that is called: no part of a longer name, URL or package.
bool is_called(std::string_view bytes, Hit hit, std::uint32_t end) {
  if (hit.begin > 0) {
    const char before = bytes[hit.begin - 1];
    const bool is_escape = hit.begin > 1 && bytes[hit.begin - 2] == '\\' && before == 'n';
    if ((is_word_byte(before) || before == '-' || before == '.' || before == '@') && !is_escape)
      return false;
  }
  return end < bytes.size() && (is_blank(bytes[end]) || bytes[end] == '\\');
}

}  // namespace

void add_command_secret(const ShellWord& word, std::size_t begin, std::size_t end,
                        std::string_view subject, Detections& found) {
  std::string_view value = std::string_view(word.value).substr(begin, end - begin);
  // Quotes that another language escaped are a part of the word.
  while (value.size() > 1 && (value.front() == '"' || value.front() == '\'')) {
    value.remove_prefix(1);
    ++begin;
  }
  while (!value.empty() && (value.back() == '"' || value.back() == '\'' || value.back() == ',')) {
    value.remove_suffix(1);
    --end;
  }
  if (value.size() < 3 || value.size() > 1024 || word.has_expansion) return;
  if (!is_literal_secret(value) || value.front() == '<' || value.front() == '$') return;
  if (value.front() == '{' && value.back() == '}') return;
  const auto lower = lowered(value);
  if (contains_folded(subject, lower)) return;
  Detection detection;
  detection.rule = "secret-command-line";
  detection.span = word.span(begin, end);
  detection.rank = rank::kStructure;
  detection.subject = subject;
  detection.value = value;
  found.push_back(std::move(detection));
}

void find_program_option(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  auto end = hit.begin;
  while (end < bytes.size() && end - hit.begin < 40 &&
         (is_word_byte(bytes[end]) || bytes[end] == '-' || bytes[end] == '.'))
    ++end;
  if (!is_called(bytes, hit, end)) return;
  auto name = lowered(bytes.substr(hit.begin, end - hit.begin));
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  std::vector<ShellWord> words;
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  const auto options = program_options();
  for (std::size_t place = 0; place < options.size(); ++place) {
    const auto& option = options[place];
    if (!is_program(name, option.program)) continue;
    // A program among the words of another one of that name: they were looked at.
    if (hit.begin < memory.option_until[place]) continue;
    memory.option_until[place] = end + kCommandReach / 2;
    // Most commands carry none: the words are split only where the option may stand.
    if (bytes.substr(end, kCommandReach).find(option.flag) == std::string_view::npos) continue;
    if (words.empty()) words = read_shell_words(bytes, end);
    memory.option_until[place] = std::min(memory.option_until[place], end_of(words, end));
    bool is_open = option.subcommand.empty();
    for (std::size_t i = 0; i < words.size(); ++i) {
      is_open = is_open || words[i].value == option.subcommand;
      if (is_open) match_option(option, words, i, "argument of a command line", found);
    }
  }
}

void find_long_option(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  const auto is_name = [&](std::uint32_t at) {
    return is_word_byte(bytes[at]) || bytes[at] == '-';
  };
  auto begin = hit.begin;
  auto end = hit.end;
  while (begin > 0 && hit.begin - begin < 48 && is_name(begin - 1)) --begin;
  while (end < bytes.size() && end - hit.end < 48 && is_name(end)) ++end;
  if (end >= bytes.size() || bytes[begin] != '-') return;
  if (begin > 0 && !is_blank(bytes[begin - 1]) && bytes[begin - 1] != '\n' &&
      bytes[begin - 1] != '[' && bytes[begin - 1] != '"' && bytes[begin - 1] != '\'')
    return;
  auto name = snake_name(bytes.substr(begin, end - begin));
  name.erase(0, name.find_first_not_of('_'));
  const auto kind = credential_kind(name);
  if (name.starts_with("no_") ||
      (kind != CredentialKind::password && kind != CredentialKind::secret)) {
    return;
  }
  const bool is_assigned = bytes[end] == '=' || bytes[end] == ':';
  if (!is_assigned && !is_blank(bytes[end])) return;
  while (end < bytes.size() && (is_blank(bytes[end]) || bytes[end] == '=' || bytes[end] == ':'))
    ++end;
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  if (hit.begin < memory.variable_until) return;
  const auto word = read_shell_word(bytes, end);
  if (word.value.size() > 256) memory.variable_until = word.offsets.back();
  if (word.value.empty() || word.value.front() == '-') return;
  if (!is_assigned && is_plain_word(word.value)) return;
  add_command_secret(word, 0, word.value.size(), "password option of a command line", found);
}

void find_variable(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  auto at = hit.end;
  const auto skip = [&](std::string_view skipped) {
    while (at < bytes.size() && at - hit.end < 16 && skipped.find(bytes[at]) != std::string::npos)
      ++at;
  };
  skip("'\"]");
  const bool is_tight = at < bytes.size() && bytes[at] == '=';
  skip(" \t");
  if (at >= bytes.size() || (at < hit.end + 1 && bytes[at] != '=')) return;
  const bool is_assigned = bytes[at] == '=' || bytes[at] == ':';
  if (is_assigned) {
    ++at;
    if (!is_tight || at - hit.end > 1) skip(" \t");
  } else {
    const auto from = hit.begin > 16 ? hit.begin - 16 : 0;
    const auto before = lowered(bytes.substr(from, hit.begin - from));
    if (!before.ends_with("setenv ") && !before.ends_with("env ") && !before.ends_with("-x ") &&
        !before.ends_with("-gx "))
      return;
  }
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  // A name inside the value of another one.
  if (hit.begin < memory.variable_until) return;
  const auto word = read_shell_word(bytes, at);
  if (word.value.size() > 256) memory.variable_until = word.offsets.back();
  add_command_secret(word, 0, word.value.size(), "variable of a database client", found);
}

}  // namespace mig::secrets
