// Each class has a platform and a browser of its own; side by side on two cores they time each other out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
