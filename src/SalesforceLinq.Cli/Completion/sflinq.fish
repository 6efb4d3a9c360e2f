# Completion of sflinq for fish. Put it where fish looks:
#   sflinq completion fish > ~/.config/fish/completions/sflinq.fish
complete -c sflinq -a '(sflinq "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
